package dev.tandem.cluster;

/**
 * What somebody has read from the files of one scheme and written to them: the five numbers of
 * Hadoop's {@code FileSystem.Statistics}, with operations counted as HDFS counts them.
 *
 * @param bytesRead bytes that streams handed out
 * @param bytesWritten bytes that streams took
 * @param readOps files that were opened, and looks at files, folders and free space
 * @param largeReadOps requests for parts of folders that are too large to be listed at once
 * @param writeOps files and folders that were made, moved or deleted
 */
public record FileTraffic(
    long bytesRead, long bytesWritten, long readOps, long largeReadOps, long writeOps) {}

package dev.tandem.harness;

/**
 * What one run used, beside time; or the mean over several runs. A number that could not be
 * observed is null, and missing in JSON.
 *
 * @param cpuMillis processor time of the whole process: the engine, the compiler, the collector
 * @param gcMillis time in which the collector was at work
 * @param collections how often it was
 * @param peakHeap greatest used heap in bytes, garbage included: what the run was given it will use
 * @param peakLive greatest heap in bytes that was still used after a collection; null where there
 *     was none
 * @param peakRss greatest resident memory of the process in bytes since the JVM's start
 */
public record Usage(
    Double cpuMillis,
    Double gcMillis,
    Double collections,
    Long peakHeap,
    Long peakLive,
    Long peakRss) {
  /** Nothing is known. */
  public static final Usage NONE = new Usage(null, null, null, null, null, null);
}

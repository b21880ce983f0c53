package dev.tandem.agreement.fidelity;

import static dev.tandem.agreement.fidelity.Fact.Pair.ROUNDS;
import static dev.tandem.agreement.fidelity.Fact.Pair.ROUNDS_NATIVE;
import static dev.tandem.agreement.fidelity.Fact.equal;
import static dev.tandem.agreement.fidelity.Fact.hidden;

import dev.tandem.agreement.fidelity.Fact.Outcome;
import java.util.List;

/** What can be seen of Hadoop, and what a job must expect of both real systems. */
final class HadoopFacts {
  private static final String LOCAL_RUNNER = "Hadoop's local runner ";

  private HadoopFacts() {}

  static List<Fact> all() {
    return List.of(
        equal(
            "H1",
            ROUNDS_NATIVE,
            "splits of at most 100 bytes: the last one of a file may be a tenth longer, an empty"
                + " file is one split, so is a compressed one, hidden files are none",
            "f000@0+0 f001@0+1 f099@0+99 f100@0+100 f110@0+110 f111@0+100 f111@100+11"
                + " f210@0+100 f210@100+110 f211@0+100 f211@100+100 f211@200+11 f350@0+100"
                + " f350@100+100 f350@200+100 f350@300+50 z.gz@0+350",
            RoundLooks::splits,
            RoundLooks::nativeSplits),
        equal(
            "H2",
            ROUNDS_NATIVE,
            "the block size of local files",
            "33554432 bytes",
            subject -> RoundLooks.blockSize(),
            subject -> RoundLooks.nativeBlockSize()),
        hidden(
            "H3",
            ROUNDS_NATIVE,
            "splits by the older interface, whose goal is the total by the number of maps",
            "No engine asks for it: all cut by the newer rule."),
        equal(
            "H4",
            ROUNDS,
            "an empty folder has no splits, and reducers run all the same",
            "0 maps, 3 reduces",
            RoundLooks::emptyFolder),
        equal(
            "H5",
            ROUNDS,
            "reducers without records write their files too",
            "_SUCCESS (empty), part-r-00000 (empty), part-r-00001 (empty), part-r-00002 (empty)",
            FileLooks::namesOfNothing),
        equal(
            "H6",
            ROUNDS,
            "a missing path fails before any task",
            "FAILED, 0 maps, 0 reduces",
            RoundLooks::missingPath),
        equal(
            "H7",
            ROUNDS,
            "what fits into the buffer is spilled once, and once more by the reducer, which keeps"
                + " nothing in memory",
            "MAP_OUTPUT_RECORDS 4096, SPILLED_RECORDS 8192",
            RoundLooks::oneSpill),
        equal(
            "H8",
            ROUNDS,
            "20,480 records of 16 bytes and as many of accounting are two spills of half a"
                + " megabyte at most; a combiner leaves 4,096 words of each",
            "MAP_OUTPUT_RECORDS 20480, COMBINE_OUTPUT_RECORDS 8192",
            RoundLooks::spills),
        equal(
            "H42",
            ROUNDS,
            "the accounting of the next record counts before a spill begins: 16 bytes more are"
                + " still spills of 16,384 records, 17 are spills of one record more",
            "COMBINE_OUTPUT_RECORDS 8192, then COMBINE_OUTPUT_RECORDS 8191",
            RoundLooks::spillsAtTheEdge),
        equal(
            "H9",
            ROUNDS,
            "from three spills on the combiner runs once more in the last merge",
            "MAP_OUTPUT_RECORDS 40960, COMBINE_INPUT_RECORDS 53248, COMBINE_OUTPUT_RECORDS 16384",
            RoundLooks::combinerInTheLastMerge),
        equal(
            "H10",
            ROUNDS,
            "a record larger than the buffer, between small ones of one key, is a spill of its own",
            "MAP_OUTPUT_RECORDS 21, COMBINE_OUTPUT_RECORDS 4, SPILLED_RECORDS 7",
            RoundLooks::largeRecord),
        equal(
            "H11",
            ROUNDS,
            "forty spills, ten merged at once: passes of 4, 10, 10 and 10 before the last one",
            "MAP_OUTPUT_RECORDS 5056, SPILLED_RECORDS 19438",
            subject -> RoundLooks.mergePasses(subject, 10)),
        equal(
            "H12",
            ROUNDS,
            "forty spills, three merged at once: nineteen passes before the last one",
            "MAP_OUTPUT_RECORDS 5056, SPILLED_RECORDS 27585",
            subject -> RoundLooks.mergePasses(subject, 3)),
        equal(
            "H13",
            ROUNDS,
            "records spilled, TestJobCounters: 3 files, 2 merged at once",
            "MAP_INPUT_RECORDS 15360, MAP_OUTPUT_RECORDS 61440, MAP_OUTPUT_BYTES 983040,"
                + " SPILLED_RECORDS 73728",
            subject -> RoundLooks.spilled(subject, 3, 2)),
        equal(
            "H14",
            ROUNDS,
            "records spilled, TestJobCounters: 4 files, 2 merged at once",
            "MAP_INPUT_RECORDS 20480, MAP_OUTPUT_RECORDS 81920, MAP_OUTPUT_BYTES 1310720,"
                + " SPILLED_RECORDS 98304",
            subject -> RoundLooks.spilled(subject, 4, 2)),
        equal(
            "H15",
            ROUNDS,
            "records spilled, TestJobCounters: 5 files, 3 merged at once",
            "MAP_INPUT_RECORDS 25600, MAP_OUTPUT_RECORDS 102400, MAP_OUTPUT_BYTES 1638400,"
                + " SPILLED_RECORDS 122880",
            subject -> RoundLooks.spilled(subject, 5, 3)),
        equal(
            "H16",
            ROUNDS,
            "a round without reducers spills nothing",
            "MAP_INPUT_RECORDS 200, SPILLED_RECORDS 0, SHUFFLED_MAPS 0",
            RoundLooks::mapOnly),
        equal(
            "H17",
            ROUNDS,
            "what maps emit goes into the combiner, what it leaves into the reducers",
            "MAP_OUTPUT_RECORDS 8192, COMBINE_INPUT_RECORDS 8192, COMBINE_OUTPUT_RECORDS 8192,"
                + " REDUCE_INPUT_RECORDS 8192, REDUCE_INPUT_GROUPS 4096",
            RoundLooks::laws),
        equal(
            "H18",
            ROUNDS,
            "every reducer fetches and merges a segment of every map",
            "SHUFFLED_MAPS 6, MERGED_MAP_OUTPUTS 6, FAILED_SHUFFLE 0",
            RoundLooks::shuffled),
        equal(
            "H19",
            ROUNDS,
            "also those without records (one word, five reducers)",
            "SHUFFLED_MAPS 5, REDUCE_INPUT_GROUPS 1",
            RoundLooks::shuffledNothing),
        hidden(
            "H20",
            ROUNDS,
            "counters of failed attempts are not in the total",
            LOCAL_RUNNER + "ends a job with its first failed attempt."),
        equal(
            "H21",
            ROUNDS,
            "bytes that maps emit are those of keys and values",
            "MAP_OUTPUT_BYTES 58",
            RoundLooks::mapOutputBytes),
        new Fact(
            "H22",
            "bytes of the map outputs' files, beside those of keys and values",
            ROUNDS,
            "MAP_OUTPUT_MATERIALIZED_BYTES 103",
            "MAP_OUTPUT_MATERIALIZED_BYTES 67",
            Outcome.DIFFERENT,
            "Hadoop's IFile has two lengths before each record, and an end mark of two bytes and"
                + " a checksum of four behind each segment. Runs of the embedded engine have a"
                + " checksum for each block of records, checked before a record is read; it costs"
                + " some bytes more for a segment of a few records.",
            RoundLooks::materialized,
            RoundLooks::materialized),
        hidden(
            "H23",
            ROUNDS,
            "counters of file systems, with the checksum files of local ones",
            LOCAL_RUNNER
                + "counts for its whole process, jobs before included, and with checksum files of 8"
                + " bytes and 4 for each 512; the embedded engine counts for each task, and writes"
                + " no such files. Bytes of input and output by themselves agree, but for those"
                + " files (NativeAgreementTest: 61,440 + 488)."),
        equal(
            "H24",
            ROUNDS,
            "files of reduced records, one for each reducer, also for one without records",
            "_SUCCESS (empty), part-r-00000 (empty), part-r-00001, part-r-00002 (empty)",
            FileLooks::namesOfShuffled),
        equal(
            "H25",
            ROUNDS,
            "files of a round without reducers, one for each map",
            "_SUCCESS (empty), part-m-00000 (empty), part-m-00001, part-m-00002",
            FileLooks::namesOfUnshuffled),
        equal(
            "H26",
            ROUNDS,
            "keys ascend inside a file, not from file to file",
            "0: -4 -1 0 3 | 1: -5 -2 1 4 | 2: -6 -3 2 5",
            FileLooks::groupedNumbers),
        equal(
            "H27",
            ROUNDS,
            "what no reducer has seen stays in the order of the input",
            "0: 9 1 | 1: 8 2 | 2: 7 3",
            FileLooks::unsorted),
        equal(
            "H28",
            ROUNDS,
            "a sort is one order over all files",
            "0: -6 -5 -4 -3 | 1: -2 -1 0 1 | 2: 2 3 4 5",
            FileLooks::sortedNumbers),
        equal(
            "H29",
            ROUNDS,
            "texts are ordered by their UTF-8 bytes",
            "0: B b \uFF5E \uD83D\uDE00",
            FileLooks::sortedTexts),
        hidden(
            "H30",
            ROUNDS_NATIVE,
            "TextOutputFormat leaves out a null key or value",
            "The contract refuses nulls before they reach a sink."),
        new Fact(
            "H31",
            "how often a failing task is tried",
            ROUNDS,
            "4 attempts",
            "1 attempt",
            Outcome.DIFFERENT,
            LOCAL_RUNNER
                + "has no second attempts (a task's first failure ends its job). On a cluster there"
                + " are four, as here.",
            RoundLooks::failing,
            RoundLooks::failing),
        hidden(
            "H32",
            ROUNDS,
            "job counters: attempts launched, failed and killed",
            LOCAL_RUNNER + "counts no attempts. The embedded engine does."),
        hidden(
            "H33",
            ROUNDS,
            "speculative attempts",
            "The local runner has none; those of the embedded engines are off unless asked for, and"
                + " are tested by SchedulingTest."),
        equal(
            "H34",
            ROUNDS,
            "the partition of each text",
            "0: c | 1: a d polygenelubricants zymurgy | 2: b hypoplankton",
            FileLooks::texts),
        new Fact(
            "H35",
            "the partition of each text, as Hadoop's HashPartitioner places its Text",
            ROUNDS_NATIVE,
            "0: c | 1: a d polygenelubricants zymurgy | 2: b hypoplankton",
            "0: b polygenelubricants | 1: c hypoplankton | 2: a d zymurgy",
            Outcome.DIFFERENT,
            "Text hashes its bytes and starts at 1 where String starts at 0, and the partitioner"
                + " drops the sign where Spark's takes the remainder. One rule must do for all"
                + " engines, and it is Java's and Spark's; the adapter brings it to Hadoop.",
            FileLooks::texts,
            subject -> FileLooks.writablesOfTexts()),
        equal(
            "H36",
            ROUNDS,
            "the partition of each long number",
            "0: -1 -4 0 | 1: 4294967301 7 | 2: -1099511627776",
            FileLooks::longs),
        equal(
            "H37",
            ROUNDS,
            "the partition of each number",
            "0: 0 | 1: -2 -2147483648 2147483647 7 | 2: -1",
            FileLooks::integers),
        equal(
            "H38",
            ROUNDS,
            "a round without splits and reducers writes no part file",
            "_SUCCESS (empty)",
            FileLooks::namesOfNoSplits),
        hidden(
            "H39",
            ROUNDS,
            "values of a group can be read once",
            "The contract refuses a second pass on every engine, Spark among them, where they"
                + " could be read again."),
        hidden(
            "H40",
            ROUNDS,
            "the version of the committer, by default 2 in Hadoop and 1 in Spark",
            "Both adapters set 1, and the driver renames the whole output once: nothing of it is"
                + " left to be seen."),
        hidden(
            "H41",
            ROUNDS,
            "sums of doubles depend on the order of merges (Hadoop) or arrivals (Spark)",
            "They may differ from run to run of one system. Jobs that add doubles are compared"
                + " within a tolerance."));
  }
}

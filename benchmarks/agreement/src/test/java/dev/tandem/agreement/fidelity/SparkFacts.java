package dev.tandem.agreement.fidelity;

import static dev.tandem.agreement.fidelity.Fact.Pair.PROGRAMS;
import static dev.tandem.agreement.fidelity.Fact.Pair.STAGES;
import static dev.tandem.agreement.fidelity.Fact.Pair.STAGES_NATIVE;
import static dev.tandem.agreement.fidelity.Fact.equal;
import static dev.tandem.agreement.fidelity.Fact.hidden;

import dev.tandem.agreement.fidelity.Fact.Outcome;
import java.util.List;

/** What can be seen of Spark. Splits are 4, partitions 3, where nothing else is said. */
final class SparkFacts {
  private static final String NO_CLUSTER =
      "Local Spark has one executor, which is this process and cannot be lost. The tests of the"
          + " adapters on clusters, and those of the embedded engine, lose one each.";

  private SparkFacts() {}

  static List<Fact> all() {
    return List.of(
        equal(
            "S1",
            STAGES,
            "take on partitions without records tries 1, then four times as many as it has tried",
            "1 + 4 + 20 + 75",
            subject -> StageLooks.takeOfNothing(subject, 100)),
        equal(
            "S2",
            STAGES_NATIVE,
            "take goes on in the same steps on 1000 partitions",
            "1 + 4 + 20 + 100 + 500 + 375",
            subject -> StageLooks.takeOfNothing(subject, 1000),
            subject -> StageLooks.nativeTakeOfNothing(subject, 1000)),
        equal(
            "S3",
            STAGES_NATIVE,
            "take(0) runs nothing",
            "0 stages",
            StageLooks::takeOfZero,
            StageLooks::nativeTakeOfZero),
        equal("S4", STAGES, "steps without a shuffle are one stage", "4", StageLooks::mapOnly),
        equal(
            "S5",
            STAGES,
            "a shuffle cuts: a task for each split, then one for each partition",
            "4 + 3",
            StageLooks::counting),
        equal(
            "S6",
            STAGES,
            "a join of two bags that are placed nowhere shuffles both (in either order)",
            "4 + 5 + 3",
            StageLooks::join),
        equal(
            "S7",
            STAGES,
            "a join of two bags that are placed alike shuffles neither again",
            "4 + 5 + 3",
            StageLooks::joinOfPlaced),
        equal(
            "S8",
            STAGES,
            "a join of a bag that is placed with one that is not shuffles the other one only",
            "4 + 5 + 3",
            StageLooks::joinOfPlacedAndOther),
        equal(
            "S9",
            STAGES_NATIVE,
            "the same, as Spark's own join chooses the partitioner",
            "4 + 5 + 3",
            StageLooks::joinOfPlacedAndOther,
            StageLooks::nativeJoinOfPlacedAndOther),
        equal(
            "S10",
            STAGES,
            "reduceByKey on what an equal partitioner has placed adds no shuffle",
            "4 + 3",
            StageLooks::groupedTwice),
        equal(
            "S11",
            STAGES,
            "a second action on a shuffled bag skips the stage before the shuffle",
            "4 + 3 + 3, skipped 1",
            StageLooks::secondAction),
        equal(
            "S12",
            STAGES,
            "what lies behind a bag that is kept as a whole is not run again",
            "4 + 3 + 3",
            StageLooks::keptAsAWhole),
        equal(
            "S13",
            STAGES,
            "a kept input is read once",
            "INPUT_RECORDS 400, TASKS 11",
            StageLooks::keptInput),
        hidden("S14", STAGES, "a lost map output costs all outputs of its executor", NO_CLUSTER),
        hidden(
            "S15",
            STAGES,
            "a lost kept partition costs one task; the others are found",
            NO_CLUSTER),
        equal("S16", STAGES, "a task is tried four times", "4 attempts", StageLooks::failing),
        hidden("S17", STAGES, "four failed fetches in a row end the job", NO_CLUSTER),
        equal(
            "S18",
            STAGES,
            "a sort looks at its input first",
            "4 + 4 + 3",
            subject -> StageLooks.sorting(subject, 3)),
        equal(
            "S19",
            STAGES_NATIVE,
            "the same in Spark's sortByKey, which looks as soon as it is called",
            "4 + 4 + 3",
            subject -> StageLooks.sorting(subject, 3),
            StageLooks::nativeSorting),
        equal(
            "S20",
            STAGES,
            "a sort into one partition looks at nothing",
            "4 + 1",
            subject -> StageLooks.sorting(subject, 1)),
        new Fact(
            "S21",
            "a sort of one key only, into 4 partitions",
            STAGES_NATIVE,
            "4 partitions",
            "2 partitions",
            Outcome.DIFFERENT,
            "Spark's RangePartitioner drops bounds that are equal and makes a partition more than"
                + " there are bounds, so that the data decides on the number of files. Here the"
                + " job does, and some of its files are empty; the adapter brings these bounds to"
                + " Spark. A program of Rdds has Spark's own number (S50).",
            StageLooks::sortingOneKey,
            StageLooks::nativeSortingOneKey),
        equal(
            "S50",
            PROGRAMS,
            "sortByKey of one key only, into 4 partitions",
            "2 partitions",
            ProgramLooks::sortingOneKey,
            StageLooks::nativeSortingOneKey),
        equal(
            "S22",
            PROGRAMS,
            "zipWithIndex runs a job over all partitions but one",
            "3 + 4",
            ProgramLooks::zipWithIndex,
            ProgramLooks::nativeZipWithIndex),
        equal(
            "S23",
            PROGRAMS,
            "coalesce is narrow, repartition is a shuffle",
            "2; 4 + 2",
            ProgramLooks::repartition,
            ProgramLooks::nativeRepartition),
        equal(
            "S24",
            STAGES,
            "a grouping into another number of partitions",
            "4 + 2",
            StageLooks::intoTwo),
        equal(
            "S25",
            STAGES_NATIVE,
            "slices of a collection: i*n/p up to (i+1)*n/p",
            "0: 0 1 2 | 1: 3 4 5 | 2: 6 7 8 9",
            StageLooks::slices,
            StageLooks::nativeSlices),
        equal(
            "S26",
            STAGES_NATIVE,
            "filter, mapValues and flatMapValues leave keys where they are",
            "4 + 3",
            StageLooks::stepsThatKeepKeys,
            StageLooks::nativeStepsThatKeepKeys),
        equal(
            "S27",
            STAGES_NATIVE,
            "a step that could change keys costs a shuffle",
            "4 + 3 + 3",
            StageLooks::stepsThatMayChangeKeys,
            StageLooks::nativeStepsThatMayChangeKeys),
        equal(
            "S28",
            PROGRAMS,
            "fold applies its zero (100) once more than there are partitions (4)",
            "545",
            ProgramLooks::fold,
            ProgramLooks::nativeFold),
        equal(
            "S29",
            PROGRAMS,
            "the shape of toDebugString",
            "(3) MapPartitionsRDD at values [] /  |  ShuffledRDD at reduceByKey [] /  +-(4)"
                + " MapPartitionsRDD at mapToPair [] /     |  ParallelCollectionRDD at parallelize"
                + " []",
            ProgramLooks::lineage,
            ProgramLooks::nativeLineage),
        equal(
            "S30",
            PROGRAMS,
            "checkpoint writes in a job of its own, all partitions though one was asked for",
            "1 + 4",
            ProgramLooks::checkpoint,
            ProgramLooks::nativeCheckpoint),
        new Fact(
            "S31",
            "files that the shuffle of two map tasks leaves (the embedded engine asked to use"
                + " files: shuffle=files)",
            STAGES,
            "2 files",
            "6 files",
            Outcome.DIFFERENT,
            "Spark writes an index and a checksum beside the data of each map task, for whoever"
                + " serves the file to other processes. Here the only reader is this process,"
                + " which has the places in memory; checksums are inside the file.",
            StageLooks::shuffleFiles,
            StageLooks::shuffleFiles),
        equal(
            "S32",
            STAGES,
            "reduceByKey shuffles each key of a map task once (10 keys, 4 tasks)",
            "MAP_OUTPUT_RECORDS 400, COMBINE_OUTPUT_RECORDS 40, SHUFFLE_RECORDS 40,"
                + " FETCHED_RECORDS 40",
            StageLooks::combined),
        equal(
            "S33",
            STAGES,
            "groupByKey shuffles every record",
            "MAP_OUTPUT_RECORDS 400, SHUFFLE_RECORDS 400, GROUPS 10",
            StageLooks::grouped),
        equal(
            "S34",
            STAGES,
            "what is read, grouped and written",
            "INPUT_RECORDS 400, GROUPS 10, OUTPUT_RECORDS 10, OUTPUT_BYTES 70, TASKS 7, UNITS 2",
            StageLooks::ledger),
        equal(
            "S35",
            STAGES,
            "a counter of the user counts once, also where a second action needs the bag",
            "{seen=400}",
            StageLooks::userCounter),
        equal(
            "S36",
            STAGES,
            "files of shuffled records, one for each partition, also for an empty one",
            "_SUCCESS (empty), part-r-00000 (empty), part-r-00001, part-r-00002 (empty)",
            FileLooks::namesOfShuffled),
        equal(
            "S37",
            STAGES,
            "files of records that no shuffle has placed, one for each split",
            "_SUCCESS (empty), part-m-00000 (empty), part-m-00001, part-m-00002",
            FileLooks::namesOfUnshuffled),
        hidden(
            "S38",
            STAGES,
            "saveAsTextFile calls its files part-00000 and so on",
            "The adapter writes through the contract's sinks, under the same names on all engines."
                + " They are those of Hadoop's newer interface; saveAsTextFile uses the older"
                + " one."),
        equal(
            "S39",
            STAGES,
            "the partition of each text",
            "0: c | 1: a d polygenelubricants zymurgy | 2: b hypoplankton",
            FileLooks::texts),
        equal(
            "S40",
            STAGES_NATIVE,
            "the same, as Spark's HashPartitioner places texts",
            "0: c | 1: a d polygenelubricants zymurgy | 2: b hypoplankton",
            FileLooks::texts,
            subject -> StageLooks.nativeHash(FileLooks.TEXTS)),
        equal(
            "S41",
            STAGES,
            "the partition of each long number",
            "0: -1 -4 0 | 1: 4294967301 7 | 2: -1099511627776",
            FileLooks::longs),
        equal(
            "S42",
            STAGES_NATIVE,
            "the same, as Spark's HashPartitioner places long numbers",
            "0: -1 -4 0 | 1: 4294967301 7 | 2: -1099511627776",
            FileLooks::longs,
            subject -> StageLooks.nativeHash(FileLooks.LONGS)),
        equal(
            "S43",
            STAGES_NATIVE,
            "the partition of each number, negative ones too",
            "0: 0 | 1: -2 -2147483648 2147483647 7 | 2: -1",
            FileLooks::integers,
            subject -> StageLooks.nativeHash(FileLooks.INTEGERS)),
        equal(
            "S44",
            STAGES,
            "a sort is one order over all files",
            "0: -6 -5 -4 -3 | 1: -2 -1 0 1 | 2: 2 3 4 5",
            FileLooks::sortedNumbers),
        equal(
            "S45",
            STAGES,
            "texts are ordered by their UTF-8 bytes, as in Hadoop",
            "0: B b \uFF5E \uD83D\uDE00",
            FileLooks::sortedTexts),
        equal(
            "S46",
            STAGES,
            "without partitions there is no part file",
            "_SUCCESS (empty)",
            FileLooks::namesOfNoSplits),
        hidden(
            "S47",
            STAGES,
            "the number of partitions follows the largest input where nobody says it",
            "A run always says it, the adapter tells Spark, and the Spark beside it was told when it"
                + " was started. Programs for both where nobody says it are compared by"
                + " `SameProgramTest` in `rdd-engine/spark`."),
        equal(
            "S48",
            STAGES,
            "ten rounds of a loop that joins a kept bag with what the round before has made: a"
                + " shuffle each",
            "4 + 3 + 3 + 3 + 3 + 3 + 3 + 3 + 3 + 3 + 3 + 3",
            StageLooks::loop),
        hidden(
            "S49",
            STAGES,
            "records spilled",
            "Spark counts bytes only, and its own formats have other lengths."));
  }
}

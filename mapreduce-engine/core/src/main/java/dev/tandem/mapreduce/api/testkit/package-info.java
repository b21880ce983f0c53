/**
 * Tests of mappers, reducers and whole native jobs on a few records: what MRUnit was for Hadoop. A
 * driver makes a job of the records that it is given, runs it on the engine in a folder that is
 * gone afterwards, and compares what was written. No test library is needed: a difference is an
 * {@link AssertionError}.
 *
 * <pre>{@code
 * MapReduceDriver.newMapReduceDriver(Tokens::new, Sums::new)
 *     .withCombiner(Sums::new)
 *     .withInput(0L, "a b a")
 *     .withOutput("a", 2)
 *     .withOutput("b", 1)
 *     .runTest();
 * }</pre>
 */
package dev.tandem.mapreduce.api.testkit;

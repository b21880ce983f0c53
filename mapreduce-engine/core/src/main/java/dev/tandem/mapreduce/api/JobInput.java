package dev.tandem.mapreduce.api;

import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.io.Source;
import java.util.function.Supplier;

/**
 * What some of a job's map tasks do.
 *
 * @param source what they read
 * @param mappers makes a mapper
 * @param name of the mapper, for reports
 */
record JobInput(
    Source<? extends Pair<?, ?>> source,
    Supplier<? extends Mapper<?, ?, ?, ?>> mappers,
    String name) {}

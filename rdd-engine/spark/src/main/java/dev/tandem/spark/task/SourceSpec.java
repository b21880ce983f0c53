package dev.tandem.spark.task;

import dev.tandem.contract.io.Source;
import java.io.Serializable;

/**
 * A source as tasks see it.
 *
 * @param source what is read
 * @param storage where the files are
 */
public record SourceSpec(Source<?> source, Storage storage) implements Serializable {}

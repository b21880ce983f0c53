package dev.tandem.datasets.generate;

/**
 * A setting of a generator.
 *
 * @param name as the user writes it
 * @param defaultValue what holds where the user says nothing
 * @param description one line: meaning, unit, permitted values
 */
public record Parameter(String name, String defaultValue, String description) {}

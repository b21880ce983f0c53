/**
 * Data to run jobs on: a catalog of seeded generators, a cache that generates once, and small
 * samples that ship with the project.
 *
 * <p>{@code Datasets.generate(GenerateRequest.of("zipf-text", DataSize.parse("256MB")), path)}
 * writes a file or a folder of part files, with a manifest beside it.
 */
package dev.tandem.datasets;

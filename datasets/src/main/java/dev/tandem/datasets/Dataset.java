package dev.tandem.datasets;

import dev.tandem.datasets.generate.Generator;
import dev.tandem.datasets.generate.Parameter;
import dev.tandem.datasets.generate.RecordFormat;
import java.util.List;

/**
 * A kind of data that can be generated.
 *
 * @param name as in {@code ./tandem generate NAME}
 * @param summary one line
 * @param format one line: what a record looks like
 * @param unit what a size in rows counts: lines, rows, edges, points
 * @param extension of a single file, without the dot
 * @param version rises whenever the same request gives other bytes
 * @param records where a record ends
 * @param parameters in the order of the documentation
 * @param generator makes the records
 */
public record Dataset(
    String name,
    String summary,
    String format,
    String unit,
    String extension,
    int version,
    RecordFormat records,
    List<Parameter> parameters,
    Generator generator) {
  public Dataset {
    parameters = List.copyOf(parameters);
  }
}

package dev.tandem.hadoop.task;

import dev.tandem.cluster.runs.Segment;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;
import dev.tandem.mapreduce.shuffle.Run;
import dev.tandem.mapreduce.store.StoredResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where the results of earlier rounds lie that a round reads. */
public final class StoredFile {
  private StoredFile() {}

  /** Encodes the places. */
  public static byte[] write(Collection<StoredResult> results) {
    Output out = new Output(1024);
    out.writeLength(results.size());
    for (StoredResult result : results) {
      out.writeVarLong(result.data().id());
      out.writeLength(result.partitions().size());
      for (Run run : result.partitions()) {
        Codecs.TEXT.write(run.path(), out);
        TaskFile.writeSegment(run.segments().get(0), out);
      }
    }
    return out.toByteArray();
  }

  /** The results by id, without what they are. */
  static Map<Integer, StoredResult> read(byte[] bytes) {
    Input in = new Input(bytes);
    Map<Integer, StoredResult> results = new HashMap<>();
    for (int n = in.readLength(); n > 0; n--) {
      int id = (int) in.readVarLong();
      List<Run> partitions = new ArrayList<>();
      for (int p = in.readLength(); p > 0; p--) {
        String path = Codecs.TEXT.read(in);
        Segment segment = TaskFile.readSegment(in);
        partitions.add(new Run(path, List.of(segment), 0));
      }
      results.put(id, new StoredResult(null, partitions));
    }
    return results;
  }
}

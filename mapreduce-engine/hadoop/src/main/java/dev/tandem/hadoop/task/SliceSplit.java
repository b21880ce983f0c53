package dev.tandem.hadoop.task;

import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;
import dev.tandem.contract.io.Split;
import dev.tandem.mapreduce.plan.Round;
import dev.tandem.mapreduce.run.Slice;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.mapreduce.InputSplit;

/** A slice of a round's input as one of Hadoop's splits. */
public final class SliceSplit extends InputSplit implements Writable {
  private int task;
  private int input;
  private int index;
  private Split split;
  private List<String> hosts = List.of();

  /** For Hadoop, which fills it by {@link #readFields}. */
  public SliceSplit() {}

  /**
   * @param slice of the round
   * @param input the number of the round's input that it belongs to
   * @param hosts where it can be read without a network
   */
  public SliceSplit(Slice slice, int input, List<String> hosts) {
    this.task = slice.task();
    this.input = input;
    this.index = slice.index();
    this.split = slice.split();
    this.hosts = List.copyOf(hosts);
  }

  Slice slice(Round round) {
    return new Slice(task, round.inputs().get(input), index, split);
  }

  /**
   * The same for all: Hadoop sorts splits by length and numbers the tasks after that, and these
   * have their numbers already.
   */
  @Override
  public long getLength() {
    return 0;
  }

  @Override
  public String[] getLocations() {
    return hosts.toArray(String[]::new);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    Output bytes = new Output(128);
    write(bytes);
    out.writeInt(bytes.position());
    out.write(bytes.array(), 0, bytes.position());
  }

  private void write(Output out) {
    out.writeVarLong(task);
    out.writeVarLong(input);
    out.writeVarLong(index);
    out.writeByte(split == null ? 0 : 1);
    if (split != null) {
      Codecs.TEXT.write(split.path(), out);
      out.writeVarLong(split.start());
      out.writeVarLong(split.length());
    }
    out.writeLength(hosts.size());
    hosts.forEach(host -> Codecs.TEXT.write(host, out));
  }

  @Override
  public void readFields(DataInput in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    readFrom(new Input(bytes));
  }

  private void readFrom(Input in) {
    task = (int) in.readVarLong();
    input = (int) in.readVarLong();
    index = (int) in.readVarLong();
    split = null;
    if (in.readByte() == 1) {
      String path = Codecs.TEXT.read(in);
      long start = in.readVarLong();
      split = new Split(path, start, in.readVarLong());
    }
    hosts = new ArrayList<>();
    for (int n = in.readLength(); n > 0; n--) {
      hosts.add(Codecs.TEXT.read(in));
    }
  }

  /** All splits of a job, for the job's folder. */
  public static byte[] write(List<SliceSplit> splits) {
    Output out = new Output(1024);
    out.writeLength(splits.size());
    splits.forEach(split -> split.write(out));
    return out.toByteArray();
  }

  static List<InputSplit> read(byte[] bytes) {
    Input in = new Input(bytes);
    List<InputSplit> splits = new ArrayList<>();
    for (int n = in.readLength(); n > 0; n--) {
      SliceSplit split = new SliceSplit();
      split.readFrom(in);
      splits.add(split);
    }
    return splits;
  }

  @Override
  public String toString() {
    return "slice " + task + (split == null ? "" : ": " + split);
  }
}

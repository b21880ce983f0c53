package dev.tandem.hadoop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.mapreduce.explain.counters.CounterText;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.mapreduce.Counter;
import org.apache.hadoop.mapreduce.CounterGroup;
import org.apache.hadoop.mapreduce.Counters;
import org.apache.hadoop.mapreduce.FileSystemCounter;
import org.apache.hadoop.mapreduce.JobCounter;
import org.apache.hadoop.mapreduce.TaskCounter;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormatCounter;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormatCounter;
import org.junit.jupiter.api.Test;

class CounterTextTest {
  private static Counters all() {
    Counters counters = new Counters();
    long amount = 1;
    for (FileSystemCounter counter : FileSystemCounter.values()) {
      counters.findCounter("FILE", counter).setValue(amount++);
    }
    for (JobCounter counter : JobCounter.values()) {
      counters.findCounter(counter).setValue(amount++);
    }
    for (TaskCounter counter : TaskCounter.values()) {
      counters.findCounter(counter).setValue(amount++);
    }
    counters.findCounter(FileInputFormatCounter.BYTES_READ).setValue(amount++);
    counters.findCounter(FileOutputFormatCounter.BYTES_WRITTEN).setValue(amount++);
    counters.findCounter("Shuffle Errors", "IO_ERROR").setValue(amount++);
    counters.findCounter("mine", "lines").setValue(amount);
    return counters;
  }

  @Test
  void isWhatHadoopPrints() {
    Counters counters = all();
    Map<String, Map<String, Long>> groups = new LinkedHashMap<>();
    for (CounterGroup group : counters) {
      Map<String, Long> amounts = new LinkedHashMap<>();
      for (Counter counter : group) {
        amounts.put(counter.getName(), counter.getValue());
      }
      groups.put(group.getName(), amounts);
    }
    assertThat(groups).hasSize(7);
    assertThat(CounterText.of(groups)).isEqualTo(counters + "\n");
  }
}

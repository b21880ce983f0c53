package dev.tandem.hadoop.peer;

import dev.tandem.hadoop.Diagnostics;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;

/**
 * What a program is to do.
 *
 * @param conf of all its jobs
 * @param inputs files and folders
 * @param params of the job
 * @param output the folder for the answer
 * @param reduces how many reduce tasks a job gets
 * @param scratch a folder for what is passed from job to job
 */
record Work(
    Configuration conf,
    List<String> inputs,
    Typed params,
    String output,
    int reduces,
    String scratch) {
  /** A job that reads {@code from} and writes to {@code to}. */
  Job job(String name, Class<?> program, List<String> from, String to) throws IOException {
    Job job = Job.getInstance(conf, name);
    job.setJarByClass(program);
    job.setNumReduceTasks(reduces);
    FileInputFormat.setInputDirRecursive(job, true);
    for (String path : from) {
      FileInputFormat.addInputPath(job, new Path(path));
    }
    FileOutputFormat.setOutputPath(job, new Path(to));
    return job;
  }

  /** A place in the scratch folder. */
  String temporary(String name) {
    return scratch + "/" + name;
  }

  static void finish(Job job) throws IOException, InterruptedException, ClassNotFoundException {
    if (!job.waitForCompletion(false)) {
      throw new IOException(job.getJobName() + ": " + Diagnostics.why(job));
    }
  }
}

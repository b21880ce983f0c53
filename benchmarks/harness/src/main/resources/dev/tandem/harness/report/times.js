// Every single run as a dot, a line of dots for each JVM, and the median across them.

const LINE = 9;

function runsOf(result) {
  return result.forks.flatMap((fork, i) =>
    fork.millis.map((millis, run) => ({millis: millis, fork: i, run: run, turn: fork.turn})));
}

function drawTimes(svg, job, width) {
  const all = job.results.flatMap(runsOf).map(run => run.millis);
  const wide = all.length > 0 && d3.max(all) / d3.min(all) > 20;
  const scale = wide
    ? d3.scaleLog([d3.min(all) / 1.15, d3.max(all) * 1.15], [6, width - 6])
    : d3.scaleLinear([0, (d3.max(all) || 1) * 1.04], [6, width - 6]);
  const forks = d3.max(job.results, result => result.forks.length) || 1;
  const height = 28 + forks * LINE + 6;
  const end = rows(svg, job.results, height, result => result.summary, (row, result) => {
    if (!result.summary) {
      headline(row, result.contender, reason(result), width, alarming(result) ? "alarm" : "none");
      return;
    }
    headline(row, result.contender, millisText(result.summary.median), width);
    const middle = scale(result.summary.median);
    row.append("line").attr("class", "median").attr("x1", middle).attr("x2", middle)
      .attr("y1", 20).attr("y2", height - 3);
    row.selectAll(".dot").data(runsOf(result)).join("circle").attr("class", "dot")
      .attr("r", 4).attr("cx", run => scale(run.millis))
      .attr("cy", run => 27 + run.fork * LINE)
      .append("title").text(run => result.contender + ": " + millisText(run.millis) + " (JVM "
        + (run.fork + 1) + ", run " + (run.run + 1) + ", turn " + run.turn + ")");
  });
  if (all.length === 0) return end + 8;
  const ticks = wide ? logTicks(scale, Math.max(3, width / 70)) : Math.max(3, width / 90);
  const bottom = axisBelow(svg, scale, end, 20, ticks, tick => shortened(millisText(tick)), width);
  if (wide) {
    svg.append("text").attr("class", "note").attr("x", 0).attr("y", bottom + 12)
      .text("logarithmic scale");
  }
  return bottom + (wide ? 18 : 4);
}

function timesLabel(job) {
  return "Times on " + job.job + ": " + job.results.map(r => r.contender + " "
    + (r.summary ? millisText(r.summary.median) : reason(r))).join("; ");
}

function timesSection() {
  return section("times", "Every single run",
    "A dot is a run whose time counts, a line of dots is one JVM, the upright line is the median. "
      + "Who was wrong or failed has no dots and says why.",
    panels(report.jobs, "times", job => job.job, timesLabel, drawTimes), behind("times"));
}

// Who is faster: a bar from 1 to the ratio of medians, and the interval over it. One scale for all.

const LEAST_SPAN = 1.25;

function ratiosOf(base) {
  const bars = report.jobs.flatMap(job => job.results.filter(r => r.contender !== base)
    .map(r => own(r.ratios, base)).filter(Boolean));
  const far = d3.max(bars.flatMap(r => [r.value, r.low, r.high]), r => Math.abs(Math.log(r)));
  const span = Math.max(LEAST_SPAN, Math.exp(far || 0) * 1.05);
  const low = d3.min(bars, r => Math.min(r.low, r.value)) || 1;
  const high = d3.max(bars, r => Math.max(r.high, r.value)) || 1;
  return [Math.max(1 / span, Math.min(1 / LEAST_SPAN, low / 1.05)),
    Math.min(span, Math.max(LEAST_SPAN, high * 1.05))];
}

function drawRatios(svg, job, width, base, domain) {
  const scale = d3.scaleLog(domain, [6, width - 6]);
  const others = job.results.filter(r => r.contender !== base);
  const end = rows(svg, others, 48, result => own(result.ratios, base), (row, result) => {
    const ratio = own(result.ratios, base);
    if (!ratio) {
      const said = result.status === "RIGHT" ? base + " has no time here" : reason(result);
      headline(row, result.contender, said, width, alarming(result) ? "alarm" : "none");
      return;
    }
    headline(row, result.contender, ratioText(ratio), width);
    ratioBar(row, ratio, scale);
  });
  const bottom = axisBelow(svg, scale, end, 0, logTicks(scale, Math.max(3, width / 60)),
    tick => d3.format("~g")(tick), width);
  const one = svg.insert("g", ".row").attr("class", "one");
  one.append("line").attr("x1", scale(1)).attr("x2", scale(1)).attr("y1", 20).attr("y2", end + 4);
  const room = {left: scale(1) - 14, right: width - scale(1) - 14};
  side(one, scale(1) - 8, bottom + 12, "end", ["← faster than " + base, "← faster"], room.left);
  side(one, scale(1) + 8, bottom + 12, "start", ["slower than " + base + " →", "slower →"], room.right);
  return bottom + 20;
}

// The first of some words for which there is room.
function side(one, x, y, anchor, words, room) {
  const text = one.append("text").attr("x", x).attr("y", y).attr("text-anchor", anchor);
  const fits = words.find(word => text.text(word).node().getComputedTextLength() <= room);
  if (fits === undefined) text.remove();
}

function ratioBar(row, ratio, scale) {
  const same = ratio.verdict === "NO_DIFFERENCE" || ratio.verdict === "UNKNOWN";
  const [left, right] = [scale(1), scale(ratio.value)].sort(d3.ascending);
  row.append("rect").attr("class", same ? "bar even" : "bar").attr("rx", 2)
    .attr("x", left).attr("y", 22).attr("width", Math.max(1, right - left)).attr("height", 16);
  const [low, high] = [scale(ratio.low), scale(ratio.high)];
  const path = "M" + low + ",25V35M" + low + ",30H" + high + "M" + high + ",25V35";
  row.append("path").attr("class", "casing").attr("d", path); // seen on bars as dark as the whisker
  row.append("path").attr("class", "whisker").attr("d", path);
}

function ratioLabel(job, base) {
  return "Ratios of times on " + job.job + " against " + base + ": "
    + job.results.filter(r => r.contender !== base).map(r => r.contender + " "
      + (own(r.ratios, base) ? ratioText(own(r.ratios, base)) : reason(r))).join("; ");
}

function ratioSection() {
  if (contenders.length < 2) return null;
  const place = el("div", {});
  const show = base => {
    const domain = ratiosOf(base);
    place.replaceChildren(panels(report.jobs, "ratios", job => job.job,
      job => ratioLabel(job, base),
      (svg, job, width) => drawRatios(svg, job, width, base, domain)));
  };
  const choice = el("select", {id: "base"},
    ...contenders.map(name => el("option", {value: name}, name)));
  choice.addEventListener("change", () => show(choice.value));
  show(contenders[0]);
  return section("ratios", "Who is faster, and by how much",
    "Each bar is a ratio of median times on a logarithmic scale: to the left of 1 is faster, to the "
      + "right slower. The thin line is its " + Math.round(report.confidence * 100)
      + " % confidence interval; where it touches 1 the times show no difference, and the bar is hollow.",
    el("p", {class: "choice"}, el("label", {for: "base"}, "compared with "), choice),
    place, behind("ratios"));
}

// What all parts of the page share: the data, elements made of text, colours, and figures for axes.
// Text of the report reaches the page only through textContent and setAttribute.

const data = JSON.parse(document.getElementById("data").textContent);
const report = data.report;

// An element with attributes and children; a string among the children is text.
function el(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value !== null && value !== undefined) element.setAttribute(key, value);
  }
  element.append(...children.filter(child => child !== null && child !== undefined));
  return element;
}

// The colours of those that we know, the same in every report; others take free ones in turn.
const KNOWN = ["mapreduce", "rdd", "reference", "hadoop", "spark", "baseline", "streams", "duckdb",
  "hadoop-native", "spark-native"];
const SPARE = 4;
const contenders = [...new Set(report.jobs.flatMap(job => job.results.map(r => r.contender)))];
const unknown = contenders.filter(name => !KNOWN.includes(name));

// The class that gives a contender its colour.
function hue(contender) {
  const known = KNOWN.indexOf(contender);
  return "k" + (known >= 0 ? known : KNOWN.length + unknown.indexOf(contender) % SPARE);
}

// What an object of the report has under a name of the report, which may be any name.
function own(object, name) {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function digits(amount) {
  return amount.toFixed(amount < 9.995 ? 2 : amount < 99.95 ? 1 : 0);
}

function millisText(millis) {
  if (millis < 999.5) return digits(millis) + " ms";
  if (millis < 59950) return digits(millis / 1000) + " s";
  const seconds = Math.round(millis / 1000);
  return Math.floor(seconds / 60) + " min " + seconds % 60 + " s";
}

function bytesText(bytes) {
  const units = ["B", "KB", "MB", "GB", "TB", "PB", "EB"];
  let unit = 0;
  while (bytes >= 999.5 && unit < units.length - 1) {
    bytes /= 1000;
    unit++;
  }
  return (unit === 0 ? String(bytes) : digits(bytes)) + " " + units[unit];
}

// As short as an axis needs it: 0, 1.5 s, 200 ms, 2 GB.
function shortened(text) {
  return /^0(\.0+)? /.test(text) ? "0" : text.replace(/(\.\d*?)0+(?= )/, "$1").replace(/\.(?= )/, "");
}

function timesText(ratio) {
  if (ratio < 0.0995) return ratio.toFixed(3);
  return Math.abs(ratio - 1) < 0.05 ? ratio.toFixed(3) : digits(ratio);
}

function ratioText(ratio) {
  if (ratio.verdict === "UNKNOWN") return timesText(ratio.value) + " (one JVM each: no interval)";
  const said = ratio.verdict === "NO_DIFFERENCE" ? "no difference" : timesText(ratio.value);
  return said + " (" + timesText(ratio.low) + " – " + timesText(ratio.high) + ")";
}

// Why a contender has no times.
function reason(result) {
  return result.status.toLowerCase() + (result.message ? ": " + result.message : "");
}

// Whether that is worth a warning colour: not having a job is no failure.
function alarming(result) {
  return result.status === "WRONG" || result.status === "FAILED";
}

function cellClass(column, cell) {
  const classes = [];
  if (column.figures) classes.push("figure");
  if (cell === "not observable") classes.push("unseen");
  if (column.name === "contender") classes.push(hue(cell), "who");
  return classes.join(" ") || null;
}

// A table of text; its figures stand on the right, and it scrolls inside its frame.
function tableOf(table) {
  const head = el("tr", {}, ...table.columns.map(column =>
    el("th", {scope: "col", class: [column.figures ? "figure" : "",
      contenders.includes(column.name) ? hue(column.name) + " who" : ""].join(" ").trim() || null},
    column.name)));
  const jobs = new Set(table.rows.map(row => row[0])).size;
  const begins = i => jobs < table.rows.length && table.columns[0].name === "job" && i > 0
    && table.rows[i][0] !== table.rows[i - 1][0];
  const body = table.rows.map((row, i) => el("tr", {class: begins(i) ? "begins" : null},
    ...row.map((cell, j) => el("td", {class: cellClass(table.columns[j], cell)}, cell))));
  return el("div", {class: "scroll", tabindex: "0", role: "region", "aria-label": table.title},
    el("table", {id: "table-" + table.id},
      el("caption", {}, table.lead),
      el("thead", {}, head),
      el("tbody", {}, ...body)));
}

function tableById(id) {
  return data.tables.find(table => table.id === id);
}

// The table behind a chart.
function behind(id) {
  const table = tableById(id);
  return table.rows.length === 0 ? null
    : el("details", {}, el("summary", {}, "The figures as a table"), tableOf(table));
}

function section(id, title, lead, ...children) {
  return el("section", {id: id, "aria-labelledby": id + "-title"},
    el("h2", {id: id + "-title"}, title),
    el("p", {class: "lead"}, lead),
    ...children);
}

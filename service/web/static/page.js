// Makes the page quicker to use: everything that it does can be done without it by sending the form and following links.
const $ = (query, within = document) => within.querySelector(query);
const $$ = (query, within = document) => [...within.querySelectorAll(query)];

const form = $("#ask");
const text = $("#text");
const status = $("#status");

for (const element of $$("[data-script]", form)) element.hidden = false;

// --- asking ---------------------------------------------------------------------------------------------------------

let asking = null;
let note = ""; // what is to be said of the file that is being read

async function show(address, body) {
  asking?.abort();
  asking = new AbortController();
  const began = performance.now();
  document.body.classList.add("busy");
  status.textContent = "Reading…";
  try {
    const answer = await fetch(address, { method: body ? "POST" : "GET", body, signal: asking.signal, headers: { Accept: "text/html" } });
    const type = answer.headers.get("Content-Type") ?? "";
    if (!type.startsWith("text/html")) throw new Error(type.includes("json") ? (await answer.json()).detail : `the service answered ${answer.status}`);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!text.value.trim()) text.value = $("#text", page).value;
    text.rows = 6;
    $("#result").replaceChildren(...$("#result", page).childNodes);
    status.textContent = answer.ok ? `Read in ${((performance.now() - began) / 1000).toFixed(1)} s. ${note}` : note;
    note = "";
    enhance();
    $("#result").focus({ preventScroll: true });
    $("#result").scrollIntoView();
  } catch (error) {
    if (error.name === "AbortError") return;
    status.textContent = `That did not work: ${error.message}. Your text is still here: try again.`;
  }
  document.body.classList.remove("busy");
}

form.addEventListener("submit", (event) => {
  if (event.submitter?.name === "output") return; // a file to save: the browser does that
  event.preventDefault();
  show(form.getAttribute("action"), new URLSearchParams(new FormData(form)));
});

$("#example").addEventListener("click", (event) => {
  event.preventDefault();
  text.value = "";
  $("#reference_date").value = "";
  $("#format").value = "auto";
  show(event.currentTarget.href);
});

/** The text of a file's bytes and the encoding that they were read in; null where they are no text. */
function decode(bytes) {
  const wide = { "255,254": "utf-16le", "254,255": "utf-16be" }[`${bytes[0]},${bytes[1]}`];
  if (wide) return [new TextDecoder(wide).decode(bytes), wide];
  if (bytes.some((byte) => byte < 9 || (byte > 13 && byte < 32))) return null;
  let read;
  try {
    read = [new TextDecoder("utf-8", { fatal: true }).decode(bytes), "utf-8"];
  } catch {
    read = [new TextDecoder("windows-1252").decode(bytes), "windows-1252"];
  }
  return read[0].startsWith("{\\rtf") || read[0].startsWith("%PDF") ? null : read;
}

async function take(files) {
  const file = files[0];
  if (!file) return;
  const refuse = (why) => { status.textContent = `“${file.name}” ${why}`; };
  if (file.size > Number(form.dataset.most)) {
    refuse("is larger than this page takes. The command line takes files of any size.");
    return;
  }
  const bytes = await file.arrayBuffer().then((buffer) => new Uint8Array(buffer), () => null); // a folder has none
  const read = bytes && decode(bytes);
  if (!read) {
    refuse("is not a text. Save it as plain text, subtitles, XML or JSON, and drop that.");
    return;
  }
  text.value = read[0];
  note = [
    files.length > 1 ? `One at a time: this is “${file.name}”.` : "",
    read[1] === "windows-1252" ? `“${file.name}” is not UTF-8 and was read as Windows-1252: check its £ and “ ” signs.` : "",
  ].join(" ");
  form.requestSubmit($(".primary"));
}

$("#file").addEventListener("change", async (event) => {
  await take(event.target.files);
  event.target.value = ""; // so that the same file can be chosen again when it has changed
});
for (const kind of ["dragover", "dragleave", "drop"]) {
  form.addEventListener(kind, (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    form.classList.toggle("over", kind === "dragover");
    if (kind === "drop") take(event.dataTransfer.files);
  });
}

// --- a result that has been shown -----------------------------------------------------------------------------------

function enhance() {
  const table = $("#facts");
  for (const element of $$("#result [data-script]")) element.hidden = false;
  $("#copy")?.addEventListener("click", async ({ currentTarget }) => {
    getSelection().selectAllChildren($("#curl-text"));
    // Browsers have no clipboard for pages that come over plain HTTP from another machine.
    const copied = await navigator.clipboard?.writeText($("#curl-text").textContent).then(() => true, () => false);
    currentTarget.textContent = copied ? "Copied" : "Selected: copy it";
  });
  if (!table) return;
  filters(table);
  sorting(table);
}

/** Marks the words and the row of a fact, and scrolls to the one that was not clicked. */
function select(fact, from) {
  for (const element of $$(".current")) element.classList.remove("current");
  const row = document.getElementById(`r-${fact}`);
  const words = document.getElementById(`f-${fact}`);
  for (const element of $$(`.fact[data-fact="${fact}"]`)) element.classList.add("current");
  row?.classList.add("current");
  const target = from.closest("#facts") || from.closest(".chart") ? words : row;
  target?.scrollIntoView({ block: "center" });
  (target?.matches("tr") ? $("a", target) : target?.matches("a") ? target : $("a", target ?? document))?.focus({ preventScroll: true });
}

$("#result").addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']");
  const fact = link && (link.dataset.fact ?? link.closest("[data-fact]")?.dataset.fact);
  if (fact) {
    event.preventDefault();
    select(fact, link);
    return;
  }
  const row = event.target.closest("#facts tbody tr");
  if (row && !getSelection().toString()) select(row.dataset.fact, row);
});

// --- the card -------------------------------------------------------------------------------------------------------

function card(event) {
  const shown = $("#card");
  const mark = event.target.closest?.(".transcript .fact");
  if (!shown) return;
  const row = mark && document.getElementById(`r-${mark.dataset.fact}`);
  shown.hidden = !row;
  $("[aria-describedby=card]")?.removeAttribute("aria-describedby");
  if (!row) return;
  const cells = [...row.cells].map((cell) => cell.textContent.trim());
  const lines = [
    ["Bounds", row.dataset.bounds], ["Said by", cells[2]], ["Credited to", cells[3]], ["How", row.dataset.basis], ["Put as", cells[4]], ["Sure", cells[5]], ["Rule", row.dataset.rule],
  ].filter(([, value]) => value);
  const list = document.createElement("dl");
  for (const [name, value] of lines) {
    const [term, detail] = [document.createElement("dt"), document.createElement("dd")];
    term.textContent = name;
    detail.textContent = value;
    list.append(term, detail);
  }
  const figure = document.createElement("b");
  figure.textContent = cells[1];
  shown.replaceChildren(figure, list);
  event.target.closest("a")?.setAttribute("aria-describedby", "card");
  const box = mark.getClientRects()[0];
  const left = Math.max(8, Math.min(box.left, innerWidth - shown.offsetWidth - 12));
  const below = box.bottom + shown.offsetHeight + 12 < innerHeight;
  // Scripts may place things: the policy forbids style attributes in markup, not the object model.
  shown.style.left = `${left + scrollX}px`;
  shown.style.top = `${scrollY + (below ? box.bottom + 6 : box.top - shown.offsetHeight - 6)}px`;
}

$("#result").addEventListener("mouseover", card);
$("#result").addEventListener("focusin", card);
$("#result").addEventListener("focusout", card);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && $("#card")) $("#card").hidden = true;
});

// --- filters and sorting --------------------------------------------------------------------------------------------

function filters(table) {
  const asked = $("#filters");
  const rows = $$("tbody tr", table);
  const marks = Map.groupBy($$(".transcript .fact"), (mark) => mark.dataset.fact);
  for (const name of ["speaker", "source"]) {
    const choices = [...new Set(rows.map((row) => row.dataset[name]))].filter(Boolean).sort((a, b) => a.localeCompare(b));
    asked.elements[name].append(...choices.map((choice) => new Option(choice)));
  }
  const apply = () => {
    const kinds = new Set($$("[name=kind]:checked", asked).map((box) => box.value));
    const [speaker, source] = [asked.elements.speaker.value, asked.elements.source.value];
    const words = asked.elements.words.value.trim().toLowerCase();
    const sure = Number(asked.elements.confidence.value) / 100;
    $("output", asked).value = `${asked.elements.confidence.value}%`;
    let count = 0;
    for (const row of rows) {
      const { dataset } = row;
      const shown = kinds.has(dataset.kind) && (!speaker || dataset.speaker === speaker) && (!source || dataset.source === source)
        && Number(dataset.confidence) >= sure && (!words || row.textContent.toLowerCase().includes(words));
      row.hidden = !shown;
      count += shown;
      for (const mark of marks.get(dataset.fact) ?? []) mark.classList.toggle("off", !shown);
    }
    $("#shown-count").textContent = count === rows.length ? "" : `${count} of ${rows.length} shown`;
  };
  asked.addEventListener("input", apply);
  asked.addEventListener("reset", () => setTimeout(apply)); // once the fields are as they were
  asked.addEventListener("submit", (event) => event.preventDefault());
  // The names of the chart filter by their speaker.
  for (const name of $$(".bars [data-speaker]")) {
    if (![...asked.elements.speaker.options].some((option) => option.value === name.dataset.speaker)) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "name";
    button.textContent = name.textContent;
    button.addEventListener("click", () => {
      asked.elements.speaker.value = asked.elements.speaker.value === name.dataset.speaker ? "" : name.dataset.speaker;
      apply();
    });
    name.replaceWith(button);
  }
}

const NUMBERS = new Set(["start", "order", "confidence"]);

function sorting(table) {
  for (const head of $$("th[data-sort]", table)) {
    const key = head.dataset.sort;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const down = head.ariaSort === "ascending";
      for (const other of $$("th[data-sort]", table)) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const compare = NUMBERS.has(key)
        ? (a, b) => a.dataset[key] - b.dataset[key]
        : (a, b) => a.dataset[key].localeCompare(b.dataset[key]);
      const body = table.tBodies[0];
      body.append(...[...body.rows].sort(down ? (a, b) => compare(b, a) : compare));
    });
  }
}

enhance();

// The review desk by keyboard and by selection. Every key presses a link or a button that is on the page already.
(() => {
  "use strict";
  const desk = document.querySelector(".desk");
  if (!desk) return;
  const source = document.getElementById("nguon"), paper = document.getElementById("toan-van"), sheet = document.getElementById("muc");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const letters = (text) => [...text].length; // code points, as the server counts
  document.documentElement.classList.add("scripted");

  // --- both sides follow the open item --------------------------------------------------------------------
  const opened = () => sheet.querySelector(".sheet-of")?.dataset.id;
  const inside = (box, element) => { const outer = box.getBoundingClientRect(), inner = element.getBoundingClientRect(); return inner.top >= outer.top + 24 && inner.bottom <= outer.bottom - 24; };
  function bring(box, element, part) {
    if (!box || !element || inside(box, element)) return;
    const top = box.scrollTop + element.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight * part;
    box.scrollTo({ top, behavior: calm.matches ? "auto" : "smooth" });
  }
  function follow() {
    const id = opened();
    if (!id) return;
    paper.querySelectorAll(".mark.on").forEach((mark) => mark.classList.remove("on"));
    paper.querySelectorAll(`.m${id}`).forEach((mark) => mark.classList.add("on"));
    document.querySelectorAll(".rows li.on").forEach((row) => { row.classList.remove("on"); row.firstElementChild.removeAttribute("aria-current"); });
    const row = document.getElementById(`dong-${id}`);
    if (row) { row.classList.add("on"); row.firstElementChild.setAttribute("aria-current", "true"); bring(document.getElementById("danh-sach"), row, .3); }
    bring(source, document.getElementById(`cho-${id}`), .25);
    const address = new URL(location.href);
    address.pathname = desk.dataset.base;
    address.search = `?xem=${desk.dataset.look}&muc=${id}`;
    address.hash = "";
    history.replaceState(null, "", address);
  }
  const open = (id, more) => htmx.ajax("GET", `${desk.dataset.base}?xem=${desk.dataset.look}&muc=${id}${more || ""}`, { target: "#muc", source: sheet });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-muc]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    if (getSelection().isCollapsed && (link.dataset.muc !== opened() || sheet.querySelector("form.edit"))) open(link.dataset.muc);
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target !== sheet) return;
    const said = document.getElementById("noi");
    if (said?.dataset.changed) paper.querySelectorAll(`.m${said.dataset.changed}[data-muc="${said.dataset.changed}"]`).forEach((mark) => { mark.classList.remove("ngo", "cau", "cho", "duyet", "bo"); mark.classList.add(said.dataset.state); });
    sheet.scrollTop = 0;
    ready();
    follow();
    if (!sheet.contains(document.activeElement)) (sheet.querySelector("form.edit [autofocus], [role=alert]") || sheet).focus({ preventScroll: true });
  });

  // --- the text's selection, in code points of the document -------------------------------------------------
  function place(node, offset) {
    if (node === paper) return node.childNodes[offset] ? place(node.childNodes[offset], 0) : null;
    const piece = (node.nodeType === 3 ? node.parentElement : node).closest("[data-at]");
    if (!piece) return null;
    const words = node.nodeType === 3 ? node.data.slice(0, offset) : offset ? piece.textContent : "";
    return Number(piece.dataset.at) + letters(words);
  }
  function chosen() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed || !paper.contains(selection.anchorNode) || !paper.contains(selection.focusNode)) return null;
    const range = selection.getRangeAt(0), text = range.toString();
    const start = place(range.startContainer, range.startOffset);
    if (start === null || !text.trim()) return null;
    const before = letters(text) - letters(text.trimStart());
    return { start: start + before, end: start + before + letters(text.trim()), text: text.trim().replace(/\s+/g, " ") };
  }
  let last = null, caret = null; // a click on a button empties the selection; what was chosen stays
  document.addEventListener("selectionchange", () => {
    const now = chosen(), selection = getSelection();
    if (now) last = now;
    if (selection.rangeCount && paper.contains(selection.anchorNode)) caret = place(selection.anchorNode, selection.anchorOffset);
  });
  function pick(form) {
    if (!last) return;
    form.elements.span.value = `${last.start}-${last.end}`;
    const words = last.text.split(" ");
    form.elements.first.value = words.slice(0, 5).join(" ");
    form.elements.last.value = words.slice(-5).join(" ");
    form.querySelector("[data-picked]").textContent = `«${last.text.length > 90 ? `${last.text.slice(0, 90)}…` : last.text}»`;
  }
  document.addEventListener("click", (event) => { if (event.target.closest("[data-pick]")) pick(event.target.closest("form")); });
  document.addEventListener("input", (event) => { if (event.target.matches("[name=first], [name=last]")) event.target.form.elements.span.value = ""; });

  // --- forms of the open item ----------------------------------------------------------------------------------
  function ready() {
    sheet.querySelectorAll(".pick").forEach((part) => { part.hidden = false; });
    const adding = sheet.querySelector("form.edit:not([data-preview]) [data-pick]");
    if (adding && last && !adding.form.elements.span.value) pick(adding.form);
  }
  let waiting;
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-preview]");
    if (!form || !event.target.closest(".deadline")) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => htmx.ajax("POST", form.dataset.preview, { target: "#xem-han", source: form, values: htmx.values(form) }), 250);
  });

  // --- keys ---------------------------------------------------------------------------------------------------------
  const help = document.getElementById("phim"), button = () => document.querySelector("[data-help]"), wanted = help.querySelector("[data-keys]");
  const kept = () => { try { return localStorage.getItem("phim-ra-soat") !== "0"; } catch { return true; } };
  const tellHelp = () => { const toggle = button(); if (toggle) { toggle.hidden = false; toggle.setAttribute("aria-expanded", String(!help.hidden)); } };
  const toggleHelp = () => { help.hidden = !help.hidden; tellHelp(); };
  wanted.checked = kept();
  wanted.addEventListener("change", () => { try { localStorage.setItem("phim-ra-soat", wanted.checked ? "1" : "0"); } catch { /* private window */ } });
  document.addEventListener("click", (event) => { if (event.target.closest("[data-help]")) toggleHelp(); });
  document.addEventListener("htmx:afterSettle", tellHelp);

  function split() { // at the caret, when it stands inside the open item's words; else choose from the list
    const id = opened(), marks = paper.querySelectorAll(`.m${id}`);
    if (caret === null || !marks.length) return false;
    const tail = marks[marks.length - 1], start = Number(marks[0].dataset.at), end = Number(tail.dataset.at) + letters(tail.textContent);
    if (caret <= start || caret >= end) return false;
    open(id, `&hoi=tach&tai=${caret}`);
    return true;
  }
  const typing = (element) => element.closest("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "?" && !typing(event.target)) { event.preventDefault(); toggleHelp(); return; }
    if (!wanted.checked || (typing(event.target) && event.key !== "Escape")) return;
    const arrows = { ArrowDown: "j", ArrowUp: "k" };
    if (arrows[event.key] && (event.target === source || event.target.matches("input, summary"))) return; // these keys scroll and choose there
    const key = arrows[event.key] || (event.key.length === 1 ? event.key.toLowerCase() : event.key);
    if (sheet.classList.contains("htmx-request") || sheet.querySelector(".htmx-request")) { event.preventDefault(); return; }
    if (key === "s" && opened() && !sheet.querySelector("form.edit") && split()) { event.preventDefault(); return; }
    const target = document.querySelector(`#muc [data-key="${CSS.escape(key)}"], #ca-van-ban [data-key="${CSS.escape(key)}"]`);
    if (!target) return;
    event.preventDefault();
    target.click();
    if (target.matches("summary")) { target.focus(); target.parentElement.querySelector("textarea, form .button")?.focus(); }
  });

  ready();
  tellHelp();
  follow();
})();

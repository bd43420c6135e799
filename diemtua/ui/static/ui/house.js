// Manners of the pages. Every page works without this file; with it, small things are quicker.
(() => {
  "use strict";
  const all = (selector, root) => (root || document).querySelectorAll(selector);
  const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase();
  const store = { get: (key) => { try { return localStorage.getItem(key); } catch { return null; } }, set: (key, value) => { try { localStorage.setItem(key, value); } catch { /* private window */ } } };

  // Light, dark, or as the machine says: at once, without losing what is typed.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches(".themes") || !event.submitter) return;
    event.preventDefault();
    const chosen = event.submitter.value;
    document.cookie = `theme=${chosen}; path=/; max-age=${chosen ? 31536000 : 0}; samesite=lax`;
    if (chosen) document.documentElement.dataset.theme = chosen; else delete document.documentElement.dataset.theme;
    all(".themes button").forEach((button) => button.setAttribute("aria-pressed", String(button.value === chosen)));
  });

  // A form goes once, however often its button is pressed; coming back by the back button wakes it again.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches(".themes") || form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    form.setAttribute("aria-busy", "true");
    setTimeout(() => { delete form.dataset.sent; form.removeAttribute("aria-busy"); }, 20000);
  });
  addEventListener("pageshow", () => all("form[data-sent]").forEach((form) => { delete form.dataset.sent; form.removeAttribute("aria-busy"); }));

  // Menus close with Escape or a tap elsewhere; folds with a key remember.
  const menus = ".officer[open], .thumb-nav details[open]";
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") all(menus).forEach((menu) => { menu.open = false; menu.querySelector("summary").focus(); }); });
  document.addEventListener("click", (event) => all(menus).forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; }));
  document.addEventListener("toggle", (event) => { if (event.target.dataset?.key) store.set(`fold:${event.target.dataset.key}`, event.target.open ? "1" : "0"); }, true);

  const makeInput = (type, attributes) => Object.assign(document.createElement("input"), { type, ...attributes });
  const makeIcon = (name) => { const drawn = document.querySelector("svg.icon use"); const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg"); const use = document.createElementNS("http://www.w3.org/2000/svg", "use"); svg.setAttribute("class", "icon"); svg.setAttribute("aria-hidden", "true"); use.setAttribute("href", drawn.getAttribute("href").replace(/#.*/, `#${name}`)); svg.append(use); return svg; };

  // A calendar beside a day: the browser's own, written back as dd/mm/yyyy.
  function calendar(box) {
    const text = box.querySelector("input");
    const picker = makeInput("date", { className: "picker", tabIndex: -1 });
    if (!picker.showPicker) return;
    picker.setAttribute("aria-hidden", "true");
    const button = Object.assign(document.createElement("button"), { type: "button", className: "button", title: "Chọn trên lịch" });
    button.setAttribute("aria-label", "Chọn ngày trên lịch");
    button.append(makeIcon("calendar"));
    button.addEventListener("click", () => { const parts = text.value.match(/^(\d{1,2})\D(\d{1,2})\D(\d{4})$/); picker.value = parts ? `${parts[3]}-${parts[2].padStart(2, "0")}-${parts[1].padStart(2, "0")}` : ""; picker.showPicker(); });
    picker.addEventListener("change", () => { text.value = picker.value.split("-").reverse().join("/"); text.dispatchEvent(new Event("change", { bubbles: true })); text.focus(); });
    box.append(button, picker);
  }

  // A long list narrowed by typing, with or without marks.
  function narrow(list) {
    const box = makeInput("search", { placeholder: "Gõ để lọc danh sách" });
    box.setAttribute("aria-label", "Gõ để lọc danh sách");
    const rows = list.matches("select") ? [...all("option", list)].filter((row) => row.value) : [...all(".choice", list)];
    const words = rows.map((row) => fold(row.textContent));
    box.addEventListener("input", () => { const asked = fold(box.value).split(/\s+/).filter(Boolean); rows.forEach((row, at) => { row.hidden = !row.selected && !row.querySelector?.("input:checked") && !asked.every((word) => words[at].includes(word)); }); });
    box.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
    box.className = "narrow-box";
    list.before(box);
  }

  // A file dropped on its box; one too large is told before it travels.
  function drop(box) {
    const input = box.querySelector("input");
    ["dragover", "dragleave", "drop"].forEach((name) => box.addEventListener(name, (event) => { event.preventDefault(); box.classList.toggle("over", name === "dragover"); if (name === "drop" && event.dataTransfer.files.length) { input.files = event.dataTransfer.files; input.dispatchEvent(new Event("change", { bubbles: true })); } }));
    input.addEventListener("change", () => { const limit = Number(input.dataset.max || 0); const heavy = limit && [...input.files].find((file) => file.size > limit); input.setCustomValidity(heavy ? `«${heavy.name}» nặng quá ${Math.round(limit / 1048576)} MB.` : ""); if (heavy) input.reportValidity(); });
  }

  // A filter answers as soon as a list is chosen.
  function instant(form) { form.addEventListener("change", (event) => { if (event.target.matches("select")) form.requestSubmit(); }); }

  function settle(root) {
    all(".day", root).forEach((box) => { if (!box.querySelector(".picker")) calendar(box); });
    all("[data-narrow], [data-narrow-list]", root).forEach((list) => { if (!list.closest(".sentence") && !list.previousElementSibling?.matches(".narrow-box")) narrow(list); });
    all("[data-drop]", root).forEach((box) => { if (!box.dataset.ready) { box.dataset.ready = "1"; drop(box); } });
    all("form.sentence", root).forEach((form) => { if (!form.dataset.ready) { form.dataset.ready = "1"; instant(form); } });
    all("details[data-key]", root).forEach((section) => { const kept = store.get(`fold:${section.dataset.key}`); if (kept) section.open = kept === "1"; });
    all("[data-print]", root).forEach((button) => { button.hidden = false; button.onclick = () => print(); });
  }
  settle(document);
  document.getElementById("errors")?.focus();

  // htmx: new parts get the same manners; a lost connection is said, and nothing typed is lost.
  document.addEventListener("htmx:load", (event) => settle(event.detail.elt));
  const tell = (text) => { const place = document.getElementById("messages"); const note = document.createElement("div"); note.className = "notice late"; note.textContent = text; place.replaceChildren(note); note.scrollIntoView({ block: "nearest" }); };
  document.addEventListener("htmx:sendError", () => tell("Mất kết nối. Nội dung đã nhập vẫn còn trên trang này; hãy gửi lại khi có mạng."));
  document.addEventListener("htmx:responseError", () => tell("Hệ thống chưa nhận được nội dung vừa gửi. Nội dung vẫn còn trên trang này; hãy thử lại."));
})();

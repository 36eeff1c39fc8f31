// Completes the query while it is being typed. A convenience only: without this file, or when
// the server does not answer, the box is a plain one.
(function () {
  "use strict";
  var LABELS = { title: "标题", agency: "机构", district: "行政区", term: "词语" };
  var PAUSE = 120; // milliseconds
  var LONGEST = 200; // characters; nobody completes a longer text
  var LIMIT = 8;
  // As pages leave them out: controls, and what steers the direction of writing.
  var UNSEEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

  var box = document.getElementById("q");
  if (!box || !box.form || !window.JSON || !window.XMLHttpRequest) {
    return;
  }
  var list = document.createElement("ul");
  var typed = box.value; // what the user wrote; the box may show a completion of it
  var texts = []; // the completions on view
  var current = -1; // the one in the box
  var timer = 0;
  var request = null;

  function setUp() {
    list.id = "completions";
    list.className = "completions";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "检索建议");
    box.parentNode.appendChild(list);
    box.setAttribute("role", "combobox");
    box.setAttribute("aria-autocomplete", "list");
    box.setAttribute("aria-controls", list.id);
    box.setAttribute("aria-expanded", "false");
    box.setAttribute("spellcheck", "false");
  }

  // Forgets what was asked for and takes the list away.
  function close() {
    window.clearTimeout(timer);
    if (request) {
      request.abort();
      request = null;
    }
    list.hidden = true;
    current = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  }

  function add(parent, className, text) {
    var part = document.createElement("span");
    part.className = className;
    part.textContent = text;
    parent.appendChild(part);
  }

  function show(completions) {
    list.textContent = "";
    texts = [];
    current = -1;
    completions.forEach(function (completion, at) {
      var text = completion.text.replace(UNSEEN, "");
      var option = document.createElement("li");
      option.id = "completion-" + at;
      option.className = "completion";
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      add(option, "completion-text", text);
      add(option, "completion-kind", LABELS[completion.kind] || "");
      list.appendChild(option);
      texts.push(text);
    });
    list.hidden = texts.length === 0;
    box.removeAttribute("aria-activedescendant");
    box.setAttribute("aria-expanded", String(!list.hidden));
  }

  function ask() {
    var asked = typed;
    var mine = new XMLHttpRequest();
    request = mine;
    mine.open("GET", "/api/v1/suggest?limit=" + LIMIT + "&q=" + encodeURIComponent(asked));
    mine.onload = function () {
      if (request !== mine || box.value !== asked || document.activeElement !== box) {
        return;
      }
      request = null;
      try {
        show(mine.status === 200 ? JSON.parse(mine.responseText).completions : []);
      } catch (error) {
        close();
      }
    };
    mine.onerror = close;
    mine.send();
  }

  // Asks once the user pauses. The old list stays until then, or the page would flicker.
  function schedule() {
    typed = box.value;
    window.clearTimeout(timer);
    if (!typed.trim() || typed.length > LONGEST) {
      close();
      return;
    }
    timer = window.setTimeout(function () {
      if (request) {
        request.abort();
      }
      ask();
    }, PAUSE);
  }

  // Puts a completion into the box, or for -1 what was typed.
  function choose(at) {
    var before = list.children[current];
    var option = list.children[at];
    if (before) {
      before.setAttribute("aria-selected", "false");
    }
    current = at;
    if (option) {
      option.setAttribute("aria-selected", "true");
      box.setAttribute("aria-activedescendant", option.id);
    } else {
      box.removeAttribute("aria-activedescendant");
    }
    box.value = option ? texts[at] : typed;
  }

  // The arrows go round through the completions and what was typed.
  function move(step) {
    var places = texts.length + 1;
    choose(((current + 1 + step + places) % places) - 1);
  }

  function press(event) {
    // Keys that belong to an input method.
    if (event.isComposing || event.keyCode === 229 || list.hidden) {
      return;
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape") {
      event.preventDefault();
      choose(-1);
      close();
    } else if (event.key === "Enter") {
      // The form sends what the box shows.
      close();
    }
  }

  setUp();
  box.addEventListener("input", function (event) {
    if (!event.isComposing) {
      schedule();
    }
  });
  box.addEventListener("compositionend", schedule);
  box.addEventListener("keydown", press);
  box.addEventListener("blur", close);
  box.form.addEventListener("submit", close);
  window.addEventListener("pagehide", close);
  // The box keeps the focus, or its blur would take the list away before the click.
  list.addEventListener("mousedown", function (event) {
    event.preventDefault();
  });
  list.addEventListener("click", function (event) {
    var option = event.target;
    while (option && option.parentNode !== list) {
      option = option.parentNode;
    }
    var at = Array.prototype.indexOf.call(list.children, option);
    if (at >= 0) {
      choose(at);
      box.form.querySelector("button[type=submit]").click();
    }
  });
})();

// Conveniences of the page of a document: going from mark to mark, an outline that follows the scroll,
// links to copy, another typeface, everything unfolded on paper. Every page works without this file.
(function () {
  "use strict";
  var text = document.querySelector(".text");
  var finder = document.querySelector(".finder");
  if (!text || !document.querySelectorAll || !text.classList) {
    return;
  }

  function each(list, work) {
    Array.prototype.forEach.call(list, work);
  }

  function button(label, work) {
    var made = document.createElement("button");
    made.type = "button";
    made.className = "press";
    made.textContent = label;
    made.addEventListener("click", work);
    return made;
  }

  // From mark to mark.
  var marks = text.querySelectorAll("mark");
  var current = -1;

  // The mark that comes next where the page is now, until one was gone to.
  function first() {
    for (var at = 0; at < marks.length; at += 1) {
      if (marks[at].getBoundingClientRect().top > finder.getBoundingClientRect().bottom) {
        return at;
      }
    }
    return 0;
  }

  function go(step) {
    var from = current < 0 ? first() - (step > 0 ? 1 : 0) : current;
    if (current >= 0) {
      marks[current].className = "";
    }
    current = (from + step + marks.length) % marks.length;
    marks[current].className = "current";
    marks[current].scrollIntoView({ block: "center" });
    place.textContent = current + 1 + "/" + marks.length;
  }

  var place = document.createElement("span");
  if (marks.length > 0) {
    var steps = document.createElement("span");
    steps.className = "steps";
    place.setAttribute("role", "status");
    steps.appendChild(button("上一处", function () { go(-1); }));
    steps.appendChild(place);
    steps.appendChild(button("下一处", function () { go(1); }));
    finder.appendChild(steps);
  }

  // Copies a text; over plain HTTP browsers have no clipboard for scripts but the old one.
  function copy(words) {
    var box = document.createElement("textarea");
    box.value = words;
    box.className = "hidden";
    document.body.appendChild(box);
    box.select();
    document.execCommand("copy");
    document.body.removeChild(box);
  }

  // What a place can be copied as: its address, and the citation of the document or the article.
  var citation = document.querySelector(".citation");
  var menu = document.createElement("span");
  menu.className = "menu";
  menu.setAttribute("role", "status");

  function offer(label, words) {
    menu.appendChild(button(label, function () {
      copy(words);
      menu.textContent = "已复制";
    }));
  }

  function articleOf(block) {
    while (block && !/\barticle\b/.test(block.className)) {
      block = block.previousElementSibling;
    }
    return block ? block.querySelector("strong").textContent : "";
  }

  function offerAt(pin) {
    menu.textContent = "";
    offer("复制链接", pin.href);
    if (citation) {
      var article = articleOf(pin.parentNode);
      offer("复制引用", citation.textContent + article);
      each(document.querySelectorAll(".files a"), function (file) {
        var own = file.cloneNode(true);
        own.href += article && "&article=" + encodeURIComponent(article);
        menu.appendChild(own);
      });
    }
    pin.parentNode.appendChild(menu);
  }

  text.addEventListener("click", function (event) {
    if (event.target.className === "pin") {
      offerAt(event.target);
    }
  });

  // Who goes to a place by the outline, or by an address, can copy it by the keyboard from there.
  function arrive() {
    var place = document.getElementById(window.location.hash.slice(1));
    var pin = place && text.contains(place) && place.querySelector(".pin");
    if (pin) {
      offerAt(pin);
    }
  }
  window.addEventListener("hashchange", arrive);
  arrive();

  each(document.querySelectorAll(".citation"), function (form) {
    var copied = button("复制", function () {
      copy(form.textContent);
      copied.textContent = "已复制";
    });
    form.parentNode.insertBefore(copied, form.nextSibling);
  });

  // The outline follows the scroll.
  var links = document.querySelectorAll(".contents a");
  var shown = null;

  function follow() {
    var here = null;
    each(links, function (link) {
      var target = document.getElementById(link.hash.slice(1));
      if (target && target.getBoundingClientRect().top < 160) {
        here = link;
      }
    });
    if (here === shown) {
      return;
    }
    if (shown) {
      shown.removeAttribute("aria-current");
    }
    shown = here;
    if (here) {
      here.setAttribute("aria-current", "true");
      each(document.querySelectorAll(".contents details"), function (fold) {
        fold.open = fold.contains(here) || fold.parentNode.contains(here);
      });
      var box = document.querySelector(".contents");
      var top = here.getBoundingClientRect().top - box.getBoundingClientRect().top;
      if (top < 0 || top > box.clientHeight - 40) {
        box.scrollTop += top - box.clientHeight / 2;
      }
    }
  }

  var waiting = false;
  window.addEventListener("scroll", function () {
    if (!waiting) {
      waiting = true;
      window.requestAnimationFrame(function () {
        waiting = false;
        follow();
      });
    }
  });
  follow();

  // The typeface of printed regulations, remembered by this browser.
  function serif(on) {
    text.classList.toggle("serif", on);
    typeface.setAttribute("aria-pressed", String(on));
  }
  var typeface = button("宋体", function () {
    var on = !text.classList.contains("serif");
    serif(on);
    try {
      window.localStorage.setItem("serif", on ? "1" : "");
    } catch (error) {
      // The browser keeps nothing; the choice holds for this page.
    }
  });
  finder.appendChild(typeface);
  try {
    serif(window.localStorage.getItem("serif") === "1");
  } catch (error) {
    serif(false);
  }

  // Paper shows everything.
  window.addEventListener("beforeprint", function () {
    each(document.querySelectorAll(".document details"), function (fold) { fold.open = true; });
  });
})();

// The search page: ticks leave the reader where he was, long lists are searched on the spot, and a
// range of years is chosen by dragging. A convenience only: without this file every tick leads to
// its facet, lists are searched by the server, and two clicks choose a range.
(function () {
  "use strict";
  var KEPT = "zhengce-place"; // where the reader was, for the next page of this tab
  var panel = document.getElementById("show-side");
  var side = document.querySelector(".side.facets");

  function all(css, within) {
    return Array.prototype.slice.call((within || document).querySelectorAll(css));
  }

  // What tells a link apart from others of its page and finds it on the next one.
  function name(link) {
    var facet = link.closest(".facet");
    var label = link.querySelector(".tick-label");
    return facet && label ? facet.id + " " + label.textContent : "";
  }

  function keep(link) {
    var place = {
      top: window.pageYOffset,
      // Where the link is in the window: a value that is ticked may move in its list.
      height: link.getBoundingClientRect().top,
      side: side.scrollTop,
      link: name(link),
      open: all("details[open]", side).map(function (fold) { return fold.id; }),
      panel: panel.checked
    };
    try {
      window.sessionStorage.setItem(KEPT, JSON.stringify(place));
    } catch (error) {
      // Without storage the page begins at its top.
    }
  }

  function kept() {
    try {
      var place = JSON.parse(window.sessionStorage.getItem(KEPT));
      window.sessionStorage.removeItem(KEPT);
      return place;
    } catch (error) {
      return null;
    }
  }

  function restore() {
    var place = kept();
    if (!place) {
      return;
    }
    panel.checked = place.panel;
    place.open.forEach(function (id) {
      var fold = document.getElementById(id);
      if (fold) {
        fold.open = true;
      }
    });
    side.scrollTop = place.side;
    window.scrollTo(0, place.top);
    all(".tick", side).forEach(function (link) {
      if (name(link) === place.link) {
        link.focus({ preventScroll: true });
        window.scrollBy(0, link.getBoundingClientRect().top - place.height);
      }
    });
  }

  // A tick, or a bar of the histogram; the browser's own ways to open a link stay.
  function follow(event) {
    var link = event.target.closest ? event.target.closest(".tick, .histogram a") : null;
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) {
      return;
    }
    event.preventDefault();
    keep(link);
    // Without the anchor, which would scroll to the facet.
    window.location.href = link.getAttribute("href").split("#")[0];
  }

  // Shows the values that have what is typed; the server does the same on Enter.
  function searchable(form) {
    var box = form.querySelector("input[type=search]");
    var facet = form.closest(".facet");
    var fold = facet && facet.querySelector("details");
    if (!box || !facet) {
      return;
    }
    var said = document.createElement("p");
    said.className = "small";
    said.setAttribute("role", "status");
    form.parentNode.insertBefore(said, form.nextSibling);
    box.addEventListener("input", function () {
      var wanted = box.value.trim().toLowerCase();
      var found = 0;
      if (fold) {
        fold.open = fold.open || wanted !== "";
      }
      all(".tick", facet).forEach(function (link) {
        var label = link.querySelector(".tick-label").textContent.toLowerCase();
        link.parentNode.hidden = wanted !== "" && label.indexOf(wanted) < 0;
        found += link.parentNode.hidden ? 0 : 1;
      });
      // Of a very long list not every value is on the page.
      said.textContent = wanted === "" ? "" : "这里列出的有 " + found + " 项；按回车，在全部取值里找";
    });
  }

  // Dragging from one bar to another chooses the years from the one to the other.
  function draggable(histogram) {
    var form = document.querySelector(".range");
    var first = null;
    function bar(event) {
      return event.target.closest ? event.target.closest("a") : null;
    }
    function years(link, end) {
      return parseInt(link.getAttribute("data-" + end), 10);
    }
    function mark(last) {
      all("a", histogram).forEach(function (link) {
        var low = Math.min(years(first, "from"), years(last, "from"));
        var high = Math.max(years(first, "to"), years(last, "to"));
        var inside = years(link, "from") >= low && years(link, "to") <= high;
        link.setAttribute("class", inside ? "dragged" : "");
      });
    }
    histogram.addEventListener("mousedown", function (event) {
      first = event.button ? null : bar(event);
      event.preventDefault();
    });
    histogram.addEventListener("mouseover", function (event) {
      if (first && bar(event)) {
        mark(bar(event));
      }
    });
    document.addEventListener("mouseup", function (event) {
      var last = bar(event);
      if (first && last && last !== first && histogram.contains(last)) {
        form.elements.from.value = Math.min(years(first, "from"), years(last, "from"));
        form.elements.to.value = Math.max(years(first, "to"), years(last, "to"));
        keep(first);
        form.submit();
      }
      first = null;
    });
  }

  if (side && panel && side.closest && window.JSON) {
    restore();
    side.addEventListener("click", follow);
    all(".find", side).forEach(searchable);
    all(".histogram", side).forEach(draggable);
  }
})();

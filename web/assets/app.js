// Keys that save the hand a way. Conveniences only: every page works without this file.
(function () {
  "use strict";
  var KEY = "zhengce-keys"; // "off" where the reader wants none of them
  var query = document.getElementById("q");
  var list = document.querySelector(".keys");
  var areOn = true;
  try {
    areOn = window.localStorage.getItem(KEY) !== "off";
  } catch (error) {
    areOn = true;
  }

  function turn(wanted) {
    areOn = wanted;
    try {
      window.localStorage.setItem(KEY, wanted ? "on" : "off");
    } catch (error) {
      return; // a browser that keeps nothing
    }
  }

  function goToQuery() {
    query.focus();
    query.select();
  }

  // To the hit or the difference that comes next, or the one before; behind the last are the links to other pages.
  function goToHit(step) {
    var stops = document.querySelectorAll(".hits h2 a, .difference h2 a, .pages a[rel]");
    var at = -1;
    Array.prototype.forEach.call(stops, function (stop, place) {
      var card = stop.parentNode.parentNode;
      if (stop === document.activeElement || (card.tagName === "LI" && card.contains(document.activeElement))) {
        at = place;
      }
    });
    var next = stops[Math.max(at + step, 0)];
    if (next) {
      next.focus();
    }
  }

  // To the next word that is marked in a document, or the one before, by the buttons of its page.
  function goToMark(step) {
    var steps = document.querySelectorAll(".steps button");
    if (steps.length > 1) {
      steps[step > 0 ? 1 : 0].click();
    }
  }

  function goAside() {
    var side = document.querySelector(".side");
    var box = document.querySelector(".show-side");
    if (!side) {
      return;
    }
    if (box && !box.checked) {
      box.click();
    }
    var first = side.querySelector("a, input, summary");
    if (first) {
      first.focus();
    }
  }

  function showKeys() {
    list.querySelector("input").checked = areOn;
    list.showModal();
  }

  // With the signs that a Chinese keyboard gives.
  var DONE_BY = {
    "/": goToQuery,
    "、": goToQuery,
    "?": showKeys,
    "？": showKeys,
    f: goAside,
    j: function () { goToHit(1); },
    k: function () { goToHit(-1); },
    n: function () { goToMark(1); },
    p: function () { goToMark(-1); }
  };

  function isTyping(target) {
    var chosen = /^(checkbox|radio|button|submit)$/;
    return /^(TEXTAREA|SELECT)$/.test(target.tagName) || (target.tagName === "INPUT" && !chosen.test(target.type));
  }

  document.addEventListener("keydown", function (event) {
    var done = DONE_BY.hasOwnProperty(event.key) && DONE_BY[event.key];
    // What a facet offers are links that look like tick boxes; the space bar ticks them, too.
    if (event.key === " " && event.target.className === "tick") {
      event.preventDefault();
      event.target.click();
    }
    if (!done || event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (!isTyping(event.target) && !list.open && areOn) {
      event.preventDefault();
      done();
    }
  });

  // Without dialogs in the browser the list is on the page that explains how to ask.
  if (!list.showModal) {
    delete DONE_BY["?"];
    delete DONE_BY["？"];
    return;
  }
  document.querySelector(".show-keys").addEventListener("click", function (event) {
    event.preventDefault();
    showKeys();
  });
  list.querySelector("input").addEventListener("change", function (event) {
    turn(event.target.checked);
  });
  list.querySelector("button").addEventListener("click", function () {
    list.close();
  });
})();

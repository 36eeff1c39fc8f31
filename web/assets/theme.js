// The colours that the reader chose, kept by the browser. It runs before the page is drawn, or a dark page
// would flash; the switch is in the foot of every page. Without this file pages follow the system.
(function () {
  "use strict";
  var KEY = "zhengce-theme";
  var root = document.documentElement;

  function remembered() {
    try {
      return window.localStorage.getItem(KEY) || "";
    } catch (error) {
      return ""; // a browser that keeps nothing
    }
  }

  function remember(theme) {
    try {
      window.localStorage.setItem(KEY, theme);
    } catch (error) {
      return;
    }
  }

  function apply(theme) {
    if (theme === "light" || theme === "dark") {
      root.setAttribute("data-theme", theme);
    } else {
      root.removeAttribute("data-theme");
    }
  }

  root.className = "scripted";
  apply(remembered());
  // Also on a page that is shown again as it was left.
  window.addEventListener("pageshow", function () {
    apply(remembered());
  });
  document.addEventListener("DOMContentLoaded", function () {
    var choices = document.querySelectorAll("[name=theme]");
    Array.prototype.forEach.call(choices, function (choice) {
      choice.checked = choice.value === remembered();
      choice.addEventListener("change", function () {
        remember(choice.value);
        apply(choice.value);
      });
    });
  });
})();

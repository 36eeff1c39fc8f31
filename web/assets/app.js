// Conveniences only: every page works without this file.
(function () {
  "use strict";
  var query = document.getElementById("q");

  // "/" goes to the query box, as in many search pages.
  document.addEventListener("keydown", function (event) {
    var target = event.target;
    var typing = target.tagName === "INPUT" && target.type !== "checkbox";
    if (event.key === "/" && query && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      query.focus();
      query.select();
    }
    // The values of a facet are links that look like tick boxes; let the space bar tick them, too.
    if (event.key === " " && target.className === "tick") {
      event.preventDefault();
      target.click();
    }
  });
})();

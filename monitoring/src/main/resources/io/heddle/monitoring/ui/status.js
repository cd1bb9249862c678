(function () {
  // While the application runs, the page is fetched again now and then and its content replaced: the
  // place on the page, opened parts and the selection stay.
  var busy = false;
  var timer = setInterval(function () {
    if (busy || document.hidden || String(getSelection())) return;
    busy = true;
    fetch(location.href, { cache: 'no-store' })
      .then(function (answer) { return answer.ok ? answer.text() : Promise.reject(answer.status); })
      .then(function (text) {
        var next = new DOMParser().parseFromString(text, 'text/html');
        if (!next.querySelector('main')) throw 'not a status page';
        document.querySelectorAll('details[open]').forEach(function (part) {
          var same = part.id && next.getElementById(part.id);
          if (same) same.open = true;
        });
        ['header', 'main', 'footer'].forEach(function (part) {
          document.querySelector(part).replaceWith(document.adoptNode(next.querySelector(part)));
        });
        document.title = next.title;
        document.body.className = next.body.className;
        if (next.body.className !== 'live') clearInterval(timer);
      })
      .catch(function () { document.body.classList.add('lost'); })
      .finally(function () { busy = false; });
  }, 3000);
  if (document.body.className !== 'live') clearInterval(timer);
})();

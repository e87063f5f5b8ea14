// Only browsers that know no modules run this (nomodule), such as the compatibility mode of 360, QQ and
// the like, which is Internet Explorer; so it is written in the language of 1999. Pages work there too,
// but nothing is saved or added up while one types.
(function () {
  var line = document.createElement("p");
  line.className = "message error errornote";
  line.setAttribute("role", "alert");
  line.appendChild(document.createTextNode("请切换到极速模式或使用 Chrome 79 以上浏览器。"));
  var place = document.getElementById("content") || document.getElementById("main");
  place.insertBefore(line, place.firstChild);
})();

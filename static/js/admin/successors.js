// The search that Django's own script makes of a choice among many has no label of its own.
// After that script, which waits in the same line.
django.jQuery(() => {
  for (const search of document.querySelectorAll(".field-successors .select2-search__field")) {
    search.setAttribute("aria-label", "按名称、简称或代码查找承继单位");
  }
});

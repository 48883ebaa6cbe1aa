// A table that scrolls sideways says so by a shadow on the side where more is to be seen,
// and takes the keyboard's focus only while there is something to scroll.
function describe(scroller) {
  const hidden = scroller.scrollWidth - scroller.clientWidth;
  scroller.classList.toggle("scroller--more-left", scroller.scrollLeft > 2);
  scroller.classList.toggle("scroller--more-right", scroller.scrollLeft < hidden - 2);
  if (hidden > 2) scroller.tabIndex = 0;
  else scroller.removeAttribute("tabindex");
}

export function watchScrollers() {
  for (const scroller of document.querySelectorAll(".scroller")) {
    const look = () => describe(scroller);
    scroller.addEventListener("scroll", look, { passive: true });
    if ("ResizeObserver" in window) new ResizeObserver(look).observe(scroller);
    look();
  }
}

// A row of links that moves sideways begins where we are.
export function showWhereWeAre() {
  for (const link of document.querySelectorAll(".tabs-row [aria-current], .officers-nav [aria-current]")) {
    const row = link.closest("ul");
    row.scrollLeft += link.getBoundingClientRect().left - row.getBoundingClientRect().left - row.clientWidth / 3;
  }
}

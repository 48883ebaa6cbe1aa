// Fields that belong to one choice show while it is chosen. govuk-frontend's radios mark the
// choice with aria-expanded, which radio buttons do not support; the fields simply follow in order.
function follow(radio) {
  const fields = document.getElementById(radio.dataset.reveals);
  if (fields) fields.classList.toggle("govuk-radios__conditional--hidden", !radio.checked);
}

export function watchReveals() {
  const radios = document.querySelectorAll("input[type=radio][data-reveals]");
  const look = () => radios.forEach(follow);
  document.addEventListener("change", (event) => event.target.type === "radio" && look());
  window.addEventListener("pageshow", look);
  look();
}

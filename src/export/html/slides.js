(() => {
  const slides = [...document.querySelectorAll(".slide")];
  const here = () => Math.max(0, slides.findIndex((slide) => `#${slide.id}` === location.hash));
  const show = (nth) => {
    const slide = slides[Math.min(slides.length - 1, Math.max(0, nth))];
    location.hash = slide.id;
    slide.querySelector("h1, h2").focus();
  };
  const keys = {
    ArrowRight: () => show(here() + 1), PageDown: () => show(here() + 1), " ": () => show(here() + 1),
    ArrowLeft: () => show(here() - 1), PageUp: () => show(here() - 1),
    Home: () => show(0), End: () => show(slides.length - 1),
  };
  addEventListener("keydown", (event) => {
    const held = event.ctrlKey || event.altKey || event.metaKey || event.shiftKey;
    if (held || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
})();

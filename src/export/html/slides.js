(() => {
  const slides = [...document.querySelectorAll(".slide")];
  const top = (slide) => slide.getBoundingClientRect().top;
  const here = () => Math.max(0, slides.findLastIndex((slide) => top(slide) < innerHeight / 2));
  const show = (nth) => {
    const slide = slides[Math.min(slides.length - 1, Math.max(0, nth))];
    location.hash = slide.id;
    slide.scrollIntoView();
    slide.querySelector("h1, h2").focus({ preventScroll: true });
  };
  // A slide that is taller than the window is read to its end first.
  const forward = () => {
    const rest = slides[here()].getBoundingClientRect().bottom - innerHeight;
    if (rest > 8) scrollBy(0, Math.min(rest, innerHeight * 0.8));
    else show(here() + 1);
  };
  const back = () => show(here() - (top(slides[here()]) < -8 ? 0 : 1));
  const keys = {
    ArrowRight: forward, PageDown: forward, " ": forward, Enter: forward,
    ArrowLeft: back, PageUp: back,
    Home: () => show(0), End: () => show(slides.length - 1),
  };
  addEventListener("keydown", (event) => {
    const held = event.ctrlKey || event.altKey || event.metaKey || event.shiftKey;
    const follows = event.key === "Enter" && event.target.closest("a");
    if (held || follows || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
})();

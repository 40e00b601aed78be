/* The view as a picture: what stands on the screen, drawn once more on a canvas of its own, larger for print. */

const LARGER = 2;
const TEXTS = ".map-place, .map-label > *, .map-cluster b, .map-sources, .leaflet-control-scale-line";
const TAU = Math.PI * 2;

/** Save the view as a PNG under this name. */
export async function savePicture(map, file) {
  const blob = await picture(map);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = file;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

async function picture(map) {
  const frame = map.getContainer();
  const { width, height } = frame.getBoundingClientRect();
  const canvas = document.createElement("canvas");
  canvas.width = width * LARGER;
  canvas.height = height * LARGER;
  const pen = canvas.getContext("2d");
  pen.scale(LARGER, LARGER);
  pen.fillStyle = getComputedStyle(frame).backgroundColor;
  pen.fillRect(0, 0, width, height);
  for (const part of ["geography", "tiles", "areas", "lines"]) drawPane(pen, frame.querySelector(`.leaflet-${part}-pane`));
  for (const symbol of visible(frame, ".map-point, .map-cluster")) drawSymbol(pen, symbol);
  for (const text of visible(frame, TEXTS)) write(pen, text);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

/* A picture of another host would lock the canvas: without it the land beneath shows. */
function drawPane(pen, pane) {
  for (const drawn of pane?.querySelectorAll("canvas, img") ?? []) {
    if (!drawn.src || new URL(drawn.src).origin === location.origin) stamp(pen, drawn, drawn);
  }
}

function visible(frame, selector) {
  return [...frame.querySelectorAll(selector)].filter((each) => getComputedStyle(each).visibility !== "hidden" && each.getBoundingClientRect().width > 0);
}

function stamp(pen, image, place) {
  const { left, top, width, height } = place.getBoundingClientRect();
  if (image.width && image.height) pen.drawImage(image, left, top, width, height);
}

function drawSymbol(pen, symbol) {
  const disc = symbol.querySelector(".map-disc") ?? symbol;
  const { left, top, width, height } = disc.getBoundingClientRect();
  const look = getComputedStyle(disc);
  const [x, y, radius] = [left + width / 2, top + height / 2, width / 2];
  pen.save();
  round(pen, x, y, radius);
  pen.fillStyle = look.backgroundColor;
  pen.fill();
  const border = parseFloat(look.borderTopWidth);
  if (border) {
    pen.lineWidth = border;
    pen.strokeStyle = look.borderTopColor;
    if (look.borderTopStyle !== "solid") pen.setLineDash(look.borderTopStyle === "dotted" ? [border, border * 1.6] : [4, 3]);
    round(pen, x, y, radius - border / 2);
    pen.stroke();
  }
  pen.restore();
  for (const image of disc.querySelectorAll("img")) stamp(pen, image, image);
  for (const ring of disc.querySelectorAll(".map-donut circle")) drawArc(pen, ring, x, y);
  for (const face of disc.querySelectorAll(".map-clock")) drawClock(pen, face);
}

function round(pen, x, y, radius) {
  pen.beginPath();
  pen.arc(x, y, radius, 0, TAU);
}

function drawArc(pen, ring, x, y) {
  const [radius, weight, from] = ["r", "stroke-width", "stroke-dashoffset"].map((name) => Number(ring.getAttribute(name)));
  const length = parseFloat(ring.getAttribute("stroke-dasharray"));
  const start = -TAU / 4 - from / radius;
  pen.save();
  pen.beginPath();
  pen.arc(x, y, radius, start, start + length / radius);
  pen.lineWidth = weight;
  pen.strokeStyle = ring.getAttribute("stroke");
  pen.stroke();
  pen.restore();
}

function drawClock(pen, face) {
  const { left, top, width } = face.getBoundingClientRect();
  const middle = width / 2;
  pen.save();
  pen.translate(left + middle, top + middle);
  round(pen, 0, 0, middle - 1);
  pen.fillStyle = getComputedStyle(face.querySelector("circle")).fill;
  pen.fill();
  pen.beginPath();
  pen.moveTo(0, -3.5);
  pen.lineTo(0, 0);
  pen.lineTo(2.5, 1.5);
  pen.strokeStyle = "#fff";
  pen.stroke();
  pen.restore();
}

function write(pen, element) {
  const { left, top, width, height } = element.getBoundingClientRect();
  const look = getComputedStyle(element);
  pen.save();
  pen.font = `${look.fontWeight} ${look.fontSize} ${look.fontFamily}`;
  pen.textBaseline = "middle";
  pen.letterSpacing = look.letterSpacing === "normal" ? "0px" : look.letterSpacing;
  const text = element.textContent;
  const x = left + (width - pen.measureText(text).width) / 2;
  if (look.textShadow !== "none") {
    pen.lineWidth = 3;
    pen.lineJoin = "round";
    pen.strokeStyle = getComputedStyle(document.documentElement).getPropertyValue("--halo");
    pen.strokeText(text, x, top + height / 2);
  }
  pen.fillStyle = look.color;
  if (element.matches(".leaflet-control-scale-line")) {
    pen.fillRect(left, top + height - 2, width, 2);
    pen.fillText(text, left + width + 8, top + height / 2);
  } else pen.fillText(text, x, top + height / 2);
  pen.restore();
}

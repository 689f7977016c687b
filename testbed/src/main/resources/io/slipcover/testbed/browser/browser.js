'use strict';

// What scripts share that drive the browser through a page. The environment names the browser (CHROMIUM), and perhaps a folder for
// pictures (SCREENSHOTS).

const { chromium } = require('playwright-core');

// Of one wait: a busy machine takes its time, to start a browser most of all.
const timeout = 120_000;

/** Starts the browser, hands it to `play`, and ends the program: with 0 where `play` came to its end. */
function run(play) {
  start().then(play).then(() => process.exit(0), (error) => {
    console.error(error);
    process.exit(1);
  });
}

async function start() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM,
    timeout,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--ignore-certificate-errors',
      '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

/** A new page, and what goes wrong in it: exceptions of its scripts, and what its policies forbid. */
async function open(browser, options = {}) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
  page.setDefaultTimeout(timeout);
  const errors = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) { // A page may ask for what is not there.
      errors.push(message.text());
    }
  });
  return { page, errors };
}

/** Takes a picture of the whole page, where somebody wants pictures. */
async function picture(page, name) {
  if (process.env.SCREENSHOTS) {
    await page.screenshot({ path: `${process.env.SCREENSHOTS}/${name}.png`, fullPage: true });
  }
}

/**
 * The texts of a page, each with the contrast to what is behind it, that WCAG 2.2 calls too faint at level AA: less than 4.5 to 1,
 * or 3 to 1 for large texts. Placeholders count. What is disabled or cannot be seen does not.
 */
async function faintTexts(page) {
  return page.evaluate(() => {
    const numbers = (colour) => {
      const [red, green, blue, alpha = 1] = colour.match(/[\d.]+/g).map(Number);
      return colour.startsWith('color(') ? [red * 255, green * 255, blue * 255, alpha] : [red, green, blue, alpha];
    };
    const over = ([red, green, blue, alpha], below) =>
      [red, green, blue].map((part, index) => part * alpha + below[index] * (1 - alpha));
    const luminance = (colour) => {
      const [red, green, blue] = colour.map((part) => part / 255)
        .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const behind = (element) => {
      const layers = [];
      for (let each = element; each; each = each.parentElement) {
        layers.push(numbers(getComputedStyle(each).backgroundColor));
      }
      const canvas = matchMedia('(prefers-color-scheme: dark)').matches
        && getComputedStyle(document.documentElement).colorScheme.includes('dark') ? [18, 18, 18] : [255, 255, 255];
      return layers.reverse().reduce((below, layer) => over(layer, below), canvas);
    };
    const opacity = (element) => (element ? Number(getComputedStyle(element).opacity) * opacity(element.parentElement) : 1);
    const texts = [];
    for (const element of document.querySelectorAll('body, body *')) {
      const own = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data.trim()).join(' ').trim();
      const field = element.matches('input, textarea, select');
      const text = own || (field ? element.value || element.placeholder : '');
      if (!text || element.matches('script, style, template, option, :disabled') || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
        || element.getBoundingClientRect().width < 2) {
        continue;
      }
      const style = getComputedStyle(element, field && !element.value ? '::placeholder' : null);
      const ground = behind(element);
      const [red, green, blue, alpha] = numbers(style.color);
      const ink = over([red, green, blue, alpha * opacity(element)], ground);
      const [darker, lighter] = [luminance(ink), luminance(ground)].sort((one, other) => one - other);
      const contrast = (lighter + 0.05) / (darker + 0.05);
      const size = parseFloat(style.fontSize);
      const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
      texts.push({ text: text.slice(0, 60), contrast, needs: large ? 3 : 4.5, where: `${element.tagName.toLowerCase()}.${element.className}` });
    }
    if (texts.length === 0) {
      throw new Error('no text was found');
    }
    return texts.filter(({ contrast, needs }) => contrast < needs)
      .map(({ text, contrast, where }) => `${contrast.toFixed(2)} ${where}: ${text}`);
  });
}

/** Whether something stands out of the page to the right, so that one has to scroll to both sides. */
async function isTooWide(page) {
  return page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
}

module.exports = { run, open, picture, faintTexts, isTooWide, timeout };

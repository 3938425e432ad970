/// The page that a report is poured into.
enum ReportPage {
  static let template = """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>{{title}}</title>
    <style>
    {{{style}}}
    </style>
    </head>
    <body>
    <a class="skip" href="#answer">Skip to the answer</a>
    <header>
    <h1>{{title}}</h1>
    <p>{{subtitle}}</p>
    </header>
    <nav aria-label="Sections"><ul>
    {{#sections}}
    <li><a href="#{{id}}">{{title}}</a></li>
    {{/sections}}
    </ul></nav>
    <main>
    {{#sections}}
    <section id="{{id}}" aria-labelledby="{{id}}-title">
    <h2 id="{{id}}-title">{{title}}</h2>
    {{#blocks}}
    {{#paragraph}}
    <p>{{text}}</p>
    {{/paragraph}}
    {{#heading}}
    <h3>{{text}}</h3>
    {{/heading}}
    {{#list}}
    <ul>
    {{#items}}
    <li>{{.}}</li>
    {{/items}}
    </ul>
    {{/list}}
    {{#code}}
    <pre tabindex="0"><code>{{text}}</code></pre>
    {{/code}}
    {{#charts}}
    <div class="charts">
    {{#items}}
    <figure>
    {{{svg}}}
    {{#hasCaption}}
    <figcaption>{{caption}}</figcaption>
    {{/hasCaption}}
    </figure>
    {{/items}}
    </div>
    {{/charts}}
    {{#table}}
    <div class="table{{#isStacked}} stacked{{/isStacked}}" role="region" aria-label="{{caption}}" tabindex="0">
    <table role="table">
    <caption>{{caption}}</caption>
    <thead role="rowgroup"><tr role="row">
    {{#columns}}
    <th scope="col" role="columnheader"{{#isNumber}} class="number"{{/isNumber}}>{{text}}</th>
    {{/columns}}
    </tr></thead>
    <tbody role="rowgroup">
    {{#rows}}
    <tr role="row"{{#isStrong}} class="strong"{{/isStrong}}>
    {{#cells}}
    <td role="cell" data-title="{{title}}"{{#isNumber}} class="number"{{/isNumber}}>{{text}}</td>
    {{/cells}}
    </tr>
    {{/rows}}
    </tbody>
    </table>
    </div>
    {{/table}}
    {{/blocks}}
    </section>
    {{/sections}}
    </main>
    </body>
    </html>

    """

  /// Colours are variables, which charts use too; their contrast is 4.5 or more on both grounds.
  static let style = """
    :root { --ground: #ffffff; --panel: #f7f8fa; --grid: #e3e6ea; --zero: #9aa0a6; --ink: #1c1f23; --faint: #565c64;
      --link: #0a58a8; --mark: #eef4fb; }
    @media (prefers-color-scheme: dark) {
      :root { --ground: #14171b; --panel: #1b1f25; --grid: #2c323a; --zero: #6b737d; --ink: #e8eaed; --faint: #a3abb5;
        --link: #8ab8f5; --mark: #1d2a3a; } }
    * { box-sizing: border-box; }
    body { margin: 0 auto; max-width: 72rem; padding: 1.2rem; background: var(--ground); color: var(--ink);
      font: 1rem/1.55 system-ui, "Helvetica Neue", Arial, sans-serif; overflow-wrap: anywhere; }
    h1 { font-size: 1.7rem; line-height: 1.2; margin: 0.2rem 0; }
    h2 { font-size: 1.3rem; margin: 2.4rem 0 0.6rem; border-bottom: 1px solid var(--grid); padding-bottom: 0.25rem; }
    h3 { font-size: 1.05rem; margin: 1.4rem 0 0.4rem; }
    p, li { max-width: 46rem; }
    header p { color: var(--faint); margin: 0; }
    a { color: var(--link); }
    .skip { position: absolute; left: -100vw; }
    .skip:focus { left: 1rem; }
    nav ul { display: flex; flex-wrap: wrap; gap: 0.2rem 1.1rem; list-style: none; padding: 0; margin: 1rem 0 0; }
    .table { overflow-x: auto; margin: 0.8rem 0; }
    table { border-collapse: collapse; font-size: 0.93rem; min-width: 16rem; }
    caption { text-align: left; color: var(--faint); padding-bottom: 0.3rem; }
    th, td { padding: 0.28rem 0.75rem 0.28rem 0; text-align: left; border-bottom: 1px solid var(--grid);
      vertical-align: top; overflow-wrap: normal; }
    td:not(.number) { min-width: 5.5rem; }
    .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
    tr.strong td { font-weight: 600; background: var(--mark); }
    .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: 1rem; }
    figure { margin: 0; max-width: 30rem; }
    figure svg { width: 100%; height: auto; display: block; }
    figcaption { color: var(--faint); font-size: 0.87rem; }
    pre { background: var(--panel); border: 1px solid var(--grid); padding: 0.7rem; overflow-x: auto; font-size: 0.85rem;
      line-height: 1.4; overflow-wrap: normal; }
    @media screen and (max-width: 40rem) {
      .stacked table, .stacked caption, .stacked tbody, .stacked tr { display: block; }
      .stacked thead { position: absolute; display: block; width: 1px; height: 1px; overflow: hidden;
        clip-path: inset(50%); }
      .stacked tr { border-bottom: 2px solid var(--grid); padding: 0.35rem 0.3rem; }
      .stacked td { display: flex; justify-content: space-between; gap: 1rem; border: 0; padding: 0.08rem 0;
        text-align: right; white-space: normal; }
      .stacked td::before { content: attr(data-title); color: var(--faint); font-weight: 400; text-align: left;
        flex: 0 0 auto; }
      .stacked td:empty { display: none; }
    }
    @page { margin: 1.5cm; }
    @media print {
      :root { color-scheme: light; --ground: #fff; --panel: #fff; --grid: #ccc; --zero: #888; --ink: #000; --faint: #333;
        --link: #000; --mark: #eee; font-size: 10pt; }
      body { max-width: none; padding: 0; }
      p, li { max-width: none; }
      nav, .skip { display: none; }
      .table, pre { overflow: visible; }
      table { font-size: 8.5pt; }
      th, td { padding: 0.15rem 0.5rem 0.15rem 0; }
      td:not(.number) { min-width: 0; }
      tr.strong td { print-color-adjust: exact; }
      pre { white-space: pre-wrap; font-size: 8pt; }
      .charts { grid-template-columns: 1fr 1fr; }
      figure:only-child { grid-column: 1 / -1; }
      figure, tr, li { break-inside: avoid; }
      h2, h3, caption, thead { break-after: avoid; }
    }
    """
}

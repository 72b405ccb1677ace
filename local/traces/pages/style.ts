/** One style sheet for all pages: system fonts, light and dark, no external resources. */
export const STYLE = `
:root{color-scheme:light dark;--bg:#fbfbfd;--panel:#fff;--line:#e3e5ea;--soft:#f1f3f7;--text:#1c2230;--dim:#667085;
--link:#1d4ed8;--bad:#c81e1e;--bad-bg:#fdecec;--chaos:#9a4b00;--delay:#ef9a26;--chaos-bg:#fff0dc;--engine:#98a1b2;
--c0:#3b74e8;--c1:#0f9d7a;--c2:#8b5cf6;--c3:#c98a0b;--c4:#d1497f;--c5:#3a8fb7}
@media (prefers-color-scheme:dark){:root{--bg:#12151c;--panel:#1a1e28;--line:#2b3140;--soft:#222836;--text:#e7eaf1;
--dim:#98a2b8;--link:#8ab4ff;--bad:#ff7b72;--bad-bg:#3d1d20;--chaos:#ffb457;--delay:#ffb457;--chaos-bg:#3a2a12;--engine:#6b7488;
--c0:#6c9bff;--c1:#35c79f;--c2:#ad8cff;--c3:#e0ad3c;--c4:#ee7bab;--c5:#62b5de}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--text);font:14px/1.45 system-ui,sans-serif}
main{max-width:1400px;margin:0 auto;padding:20px 24px 60px}
a{color:var(--link);text-decoration:none}a:hover{text-decoration:underline}
h1{font-size:20px;margin:0 0 4px;font-weight:650;overflow-wrap:anywhere}
h2{font-size:14px;margin:26px 0 8px;font-weight:650}
.dim{color:var(--dim)}.num{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
code,.mono{font:12px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
:focus-visible{outline:2px solid var(--link);outline-offset:1px;border-radius:3px}
form{display:flex;flex-wrap:wrap;gap:10px 12px;align-items:center;margin:14px 0}
input[type=search],input[type=number],select{font:inherit;color:inherit;background:var(--panel);
border:1px solid var(--line);border-radius:6px;padding:6px 9px}
input[type=search]{flex:1 1 260px;max-width:420px}input[type=number]{width:104px}
label{display:inline-flex;gap:6px;align-items:center;white-space:nowrap}
button{font:inherit;color:inherit;background:var(--panel);border:1px solid var(--line);border-radius:6px;
padding:6px 12px;cursor:pointer}button:hover{background:var(--soft)}
.panel{background:var(--panel);border:1px solid var(--line);border-radius:9px;overflow:hidden}
table{border-collapse:collapse;width:100%}
th{font-weight:550;color:var(--dim);text-align:left;font-size:12px}th.num{text-align:right}
.list td,.list th{padding:7px 12px;border-top:1px solid var(--line);vertical-align:middle}
.list thead th{border-top:0;background:var(--soft)}.list tbody tr:hover{background:var(--soft)}
.list .name{font-weight:550;color:inherit;overflow-wrap:anywhere}
.list .track{width:17%;min-width:110px}.list .track span{display:block;height:7px;border-radius:4px;min-width:2px}
.tag{display:inline-block;border-radius:5px;padding:0 6px;font-size:12px;background:var(--soft);color:var(--dim);
margin-right:4px;white-space:nowrap}
.tag.bad{background:var(--bad-bg);color:var(--bad)}.tag.chaos{background:var(--chaos-bg);color:var(--chaos)}
.dot{display:inline-block;width:9px;height:9px;border-radius:3px;background:var(--colour);margin-right:5px}
.service{margin-right:9px;white-space:nowrap;font-size:13px}
.c0{--colour:var(--c0)}.c1{--colour:var(--c1)}.c2{--colour:var(--c2)}.c3{--colour:var(--c3)}.c4{--colour:var(--c4)}
.c5{--colour:var(--c5)}.engine{--colour:var(--engine)}
.fill{background:var(--colour)}.fill.bad{background:var(--bad)}
.empty{padding:34px 20px;text-align:center;color:var(--dim)}.empty code{color:var(--text)}
.facts{display:flex;flex-wrap:wrap;gap:4px 18px;margin:6px 0 14px;color:var(--dim)}.facts b{color:var(--text);font-weight:600}
.bar-row{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:center;gap:10px;margin:6px 0 10px}
.row,.axis{display:grid;grid-template-columns:minmax(250px,36%) 1fr 82px;align-items:center}
.axis{background:var(--soft);color:var(--dim);font-size:12px;border-bottom:1px solid var(--line)}
.axis>div{padding:5px 12px}.axis .ticks{position:relative;height:27px;padding:0}
.axis .ticks span{position:absolute;top:5px;padding-left:4px;white-space:nowrap}
.axis .ticks span:last-child{transform:translateX(-100%);padding:0 4px 0 0}
details.span{border-top:1px solid var(--line)}details.span:first-of-type{border-top:0}
summary{list-style:none;cursor:pointer}summary::-webkit-details-marker{display:none}
summary:hover{background:var(--soft)}summary:focus-visible{outline-offset:-2px}
.row .name{padding:5px 8px 5px calc(12px + var(--depth)*15px);overflow:hidden;white-space:nowrap;display:flex;align-items:baseline;
border-left:3px solid var(--colour)}
.row .name b{font-weight:400;overflow:hidden;text-overflow:ellipsis;flex:none;max-width:66%}
.row .name .result{flex:none}.row .name .failed{color:var(--bad);font-weight:600}
.row .name small{color:var(--dim);font-size:12px;margin:0 6px}
.row .took{padding-right:12px}
.lane{position:relative;height:100%;min-height:30px;background:linear-gradient(to right,var(--line) 1px,transparent 1px) 0 0/25% 100%}
.lane .fill{position:absolute;top:9px;height:12px;border-radius:3px;min-width:2px}
.fill.emulator{background:repeating-linear-gradient(135deg,var(--colour) 0 4px,transparent 4px 7px);border:1px solid var(--colour)}
.fill.emulator.bad{--colour:var(--bad)}
.lane i{position:absolute;top:6px;width:2px;height:18px;background:var(--text);opacity:.55}.lane i.chaos{width:4px;background:var(--delay);opacity:1}
details[open]>summary.row{background:var(--soft)}
.more{padding:8px 16px 16px calc(15px + var(--depth)*15px);border-top:1px dashed var(--line);display:grid;gap:12px}
.more table{width:auto;max-width:100%}.more td{padding:2px 18px 2px 0;vertical-align:top;overflow-wrap:anywhere}
.more td:first-child{color:var(--dim);white-space:nowrap}
.more h3{font-size:12px;margin:0 0 3px;color:var(--dim);font-weight:600}
.note{background:var(--soft);border-radius:7px;padding:8px 12px;margin:0 0 12px;color:var(--dim)}
.note.bad{background:var(--bad-bg);color:var(--bad)}
.log td{padding:3px 12px;border-top:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
.log tr:first-child td{border-top:0}.log td:not(:last-child){white-space:nowrap;width:1px}.fill.chaos{background:var(--delay)}
.links td:first-child{width:1px}
body:has(#no-emulator:checked) .span.engine{display:none}
@media (max-width:760px){main{padding:14px 12px 40px}.row,.axis{grid-template-columns:46% 1fr 66px}
.list .track,.list .wide{display:none}}
`;

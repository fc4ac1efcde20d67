// The diagrams of docs/format/: the compiler's graphviz target, made small enough to be read.
//
// The compiler draws each type as one table of fields and one more for every instance, with a line
// for each use of a value. Here a type is one table: its fields, what is parsed lazily, and the
// bits of a word; lines go from a field to its type or its enum alone.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { compileSpec, loadSpec, specFolder } from './kaitai.mjs';

/** The diagrams of each spec that has several: {name: the types that it begins with}. */
const parts = {
  libxc_migration: {
    libxc_migration: ['libxc_migration', 'embedded_stream'],
    libxc_record: ['record'],
    libxc_memory: ['page_data', 'x86_pv_p2m_frames', 'checkpoint_dirty_pfn_list'],
    libxc_pv: [
      'x86_pv_info', 'x86_pv_vcpu_basic', 'x86_pv_vcpu_extended', 'x86_pv_vcpu_xsave',
      'x86_pv_vcpu_msrs', 'shared_info',
    ],
    libxc_hvm: ['hvm_params', 'x86_tsc_info'],
  },
  libxl_migration: {
    libxl_migration: ['libxl_migration'],
    libxl_record: ['libxl_record'],
    libxl_records: ['emulator_xenstore_data', 'emulator_context', 'checkpoint_state'],
  },
  legacy_migration: {
    legacy_migration: ['legacy_migration', 'legacy_extended_info'],
    legacy_chunk: ['legacy_chunk'],
  },
  colo_back_channel: {
    colo_back_channel: ['colo_back_channel'],
    colo_record: ['back_channel_record'],
    colo_records: ['back_channel_state', 'back_channel_dirty_pfn_list'],
  },
  x86_cpu_features: {
    x86_cpu_features: ['x86_cpu_features'],
    cpu_features_1: ['features_1d', 'features_1c'],
    cpu_features_7: [
      'features_7b0', 'features_7c0', 'features_7d0', 'features_7a1', 'features_7b1',
      'features_7c1', 'features_7d1', 'features_7d2',
    ],
    cpu_features_d: ['features_da1'],
    cpu_features_amd: [
      'features_e1d', 'features_e1c', 'features_e7d', 'features_e8b', 'features_e21a',
      'features_e21c',
    ],
    cpu_features_msr: ['features_m10al', 'features_m10ah'],
  },
  x86_registers: {
    x86_registers: ['x86_registers', 'cr0_register', 'cr4_register', 'rflags_register'],
    registers_msr: [
      'efer_register', 'spec_ctrl_register', 'apic_base_register', 'mcg_cap_register',
      'mtrr_cap_register', 'bndcfgs_register', 'misc_features_register',
      'platform_info_register',
    ],
    registers_xen: ['vm_assist_register'],
    registers_hpet: ['hpet_timer_register'],
  },
  x86_xsave_area: {
    x86_xsave_area: ['x86_xsave_area', 'xstate_set'],
    xsave_components: [
      'component_bndregs', 'component_bndcsr', 'component_opmask', 'component_zmm',
      'component_hi_zmm', 'component_pkru', 'component_tile_cfg', 'component_tile_data',
    ],
  },
  xen_cpu_policy: { xen_cpu_policy: ['xen_cpu_policy', 'msr_list'] },
  xen_hvm_states: {
    xen_hvm_states: ['xen_hvm_states', 'hvm_header'],
    hvm_cpu: ['hvm_cpu'],
    hvm_vcpu: ['hvm_cpu_xsave', 'hvm_cpu_msrs', 'hvm_tsc_adjust', 'hvm_vmce_vcpu', 'hvm_mtrr'],
    hvm_lapic: ['hvm_lapic', 'hvm_lapic_regs'],
    hvm_interrupts: [
      'hvm_pic', 'hvm_ioapic', 'hvm_pci_irqs', 'hvm_isa_irqs', 'hvm_pci_links',
    ],
    hvm_timers: ['hvm_pit', 'hvm_rtc', 'hvm_hpet', 'hvm_pmtimer'],
    hvm_viridian: ['hvm_viridian_domain', 'hvm_viridian_vcpu'],
  },
  xen_pv_context: {
    xen_pv_context: ['xen_pv_context'],
    pv_vcpu_64: ['vcpu_guest_context_64'],
    pv_vcpu_32: ['vcpu_guest_context_32'],
    pv_vcpu_others: ['pv_vcpu_extension', 'pv_vcpu_xsave'],
    pv_shared_info: ['shared_info_page'],
    pv_shared_info_64: ['shared_info_64'],
    pv_shared_info_32: ['shared_info_32'],
    pv_memory: ['start_info_64', 'start_info_32', 'page_table'],
  },
  qemu_device_state: {
    qemu_device_state: ['qemu_device_state', 'section_footer', 'machine_description'],
  },
};
const begun = new Set(Object.values(parts).flatMap((each) => Object.values(each).flat()));
const longestEnum = 22;

const snake = (name) =>
  name.split('::').at(-1).replace(/(?<=[a-z0-9])([A-Z])|^([A-Z])/g, (_, inner, first) =>
    first ? first.toLowerCase() : `_${inner.toLowerCase()}`);

const plain = (text) =>
  text.replace(/<[^>]+>/g, '').replaceAll('&quot;', '"').replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>').replaceAll('&amp;', '&');
const escaped = (text) =>
  String(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

// --- What the compiler drew ---

const cellsOf = (row) => [...row.matchAll(/<TD[^>]*>(.*?)<\/TD>/g)].map((each) => plain(each[1]));

/** The fields of one of the compiler's tables, with the lines that it puts below each. */
const fieldsOf = (tableText) => {
  const fields = [];
  for (const [, row] of [...tableText.matchAll(/<TR>(.*?)<\/TR>/g)].slice(1)) {
    const cells = cellsOf(row);
    if (cells.length === 4) {
      const [, size, type, id] = cells;
      fields.push({ id, size, type, isRepeated: false, isConditional: false });
    } else {
      const field = fields.at(-1);
      field.isRepeated ||= cells[0].startsWith('repeat');
      field.isConditional ||= cells[0].startsWith('if ');
    }
  }
  return fields;
};

/** The compiler's graph of a spec: {type: {fields, cases}} and [from, field, to] for each line. */
const drawn = (dot) => {
  const tables = {};
  const table = (name) => (tables[name] ??= { fields: [], cases: {} });
  for (const [, node, text] of dot.matchAll(/^\t*(\w+) \[label=<<TABLE([^]*?)<\/TABLE>>\];$/gm)) {
    const [, name, what] = /^(\w+?)__(seq|params|inst)(?:_|$)/.exec(node);
    if (node.endsWith('_switch')) {
      for (const [, row] of [...text.matchAll(/<TR>(.*?)<\/TR>/g)].slice(1)) {
        const [value, type] = cellsOf(row);
        table(name).cases[value] = snake(type);
      }
    } else if (what === 'seq') {
      table(name).fields.unshift(...fieldsOf(text));
    } else if (what === 'inst' && !text.includes('>value</TD>')) {
      table(name).fields.push(...fieldsOf(text).map((field) => ({ ...field, isLazy: true })));
    }
  }
  const bold = /^\t(\w+?)__(?:seq|inst__\w+):(\w+)_type -> (\w+?)__seq \[style=bold\];$/gm;
  return { tables, lines: [...dot.matchAll(bold)].map(([, from, field, to]) => [from, field, to]) };
};

// --- What is drawn of it ---

const shade = { type: '#dce9f7', enum: '#f3ead0', other: '#e6e6e6' };

/** A table of rows [port, octets, field, type], or [port, number, name], or [port, text]. */
const node = (name, kind, title, rows) => [
  `  "${name}" [label=<<TABLE BORDER="0" CELLBORDER="1" CELLSPACING="0" CELLPADDING="4">`,
  '    <TR>',
  `      <TD COLSPAN="3" PORT="title" BGCOLOR="${shade[kind]}"><B>${escaped(title)}</B></TD>`,
  '    </TR>',
  ...rows.map(([port, ...cells]) => {
    const inner = cells.map((cell, column) => {
      const isLast = column === cells.length - 1;
      const span = isLast && cells.length < 3 ? ` COLSPAN="${4 - cells.length}"` : '';
      const align = column === 0 && !isLast ? 'RIGHT' : 'LEFT';
      return `<TD ALIGN="${align}"${span}${isLast ? ` PORT="${port}"` : ''}>${cell}</TD>`;
    });
    return `    <TR>${inner.join('')}</TR>`;
  }),
  '  </TABLE>>];',
];

const isBlob = (name) => /(^|_)blob$/.test(name);

const sizeText = (size) => (size === '⇲' ? 'rest' : /^\d+$/.test(size) ? size : '');

const typeText = ({ type, isRepeated }) => {
  const name = /^switch/.test(type) ? 'by its type' : /^[A-Z]/.test(type) ? snake(type) : type;
  const builtIn = /^([us]\d|str)(?:[lb]e$|\()/.exec(name)?.[1];
  const text = !type || isBlob(name) ? 'octets' : builtIn ?? name;
  return escaped(isRepeated ? `${text}[]` : text);
};

const fieldRow = (field) => {
  const name = escaped(field.id + (field.isConditional ? '?' : ''));
  return [field.id, sizeText(field.size), field.isLazy ? `<I>${name}</I>` : name, typeText(field)];
};

const bitRow = ([bits, id]) => [id, `bit${/-/.test(bits) ? 's' : ''} ${bits}`, id];

const byHighestBit = ([left], [right]) => parseInt(right, 10) - parseInt(left, 10);

const enumRows = (values) => {
  const rows = Object.entries(values).map(([value, each]) => {
    const number = Number(value) > 9 ? `0x${Number(value).toString(16)}` : value;
    const id = each.id ?? each;
    return [id, number, id];
  });
  const more = ['more', '…', `${rows.length} in all`];
  return rows.length > longestEnum ? [...rows.slice(0, 6), more] : rows;
};

const whole = (lines) => [
  'digraph {', '  rankdir=LR;', '  nodesep=0.2;', '  ranksep=0.4;',
  '  node [shape=plaintext, margin=0, fontname="Helvetica,Arial,sans-serif", fontsize=13];',
  '  edge [color="#555555", arrowsize=0.6];',
  ...lines, '}', '',
].join('\n');

/** One diagram as a graph for graphviz. */
const graphOf = (roots, { tables, lines }, types, enums, told) => {
  const out = [];
  const seen = new Set();
  const edge = (from, port, to) => out.push(`  "${from}":"${port}":e -> "${to}":title:w;`);
  const enumNode = (type, port, name) => {
    edge(type, port, `enum ${name}`);
    if (!seen.has(`enum ${name}`)) {
      seen.add(`enum ${name}`);
      out.push(...node(`enum ${name}`, 'enum', name, enumRows(enums[name])));
    }
  };
  const visit = (name) => {
    if (seen.has(name) || isBlob(name)) {
      return;
    }
    seen.add(name);
    if (!types[name] || (begun.has(name) && !roots.includes(name))) {
      out.push(...node(name, 'other', name, []));
      return;
    }
    const { fields, cases } = tables[name] ?? { fields: [], cases: {} };
    const lazy = Object.keys(types[name].instances ?? {});
    fields.sort((left, right) => lazy.indexOf(left.id) - lazy.indexOf(right.id));
    const bits = Object.entries(types[name]['-bits'] ?? {}).sort(byHighestBit);
    out.push(...node(name, 'type', name, bits.length ? bits.map(bitRow) : fields.map(fieldRow)));
    told.add(name);
    const ports = bits.length ? bits.map(([, bit]) => bit) : fields.map(({ id }) => id);
    for (const [id, each] of Object.entries(types[name].instances ?? {})) {
      const words = [id, ...String(each.value).match(/\w+/g)];
      const port = words.find((word) => ports.includes(word));
      if (each.enum && port) {
        enumNode(name, port, each.enum);
      }
    }
    for (const [from, field, to] of lines) {
      if (from === name && !isBlob(to) && !/_switch$/.test(to)) {
        edge(name, field, to);
        visit(to);
      }
    }
    // The types of a body are in diagrams of their own where a spec has several.
    const body = fields.find(({ type }) => type.startsWith('switch'));
    for (const to of body ? Object.values(cases).filter((each) => !begun.has(each)) : []) {
      if (!isBlob(to)) {
        edge(name, body.id, to);
        visit(to);
      }
    }
  };
  roots.forEach(visit);
  return whole(out);
};

/** Whether a spec is of what a processor and Xen on it keep, and not of what a toolstack writes. */
const isOfX86 = (id) => /^(x86|xen)_/.test(id);

/** Some specs and what each holds of the others, as one diagram. */
const layers = (ids, specs, graphs) => {
  const nodes = ids.flatMap((id) => {
    const title = escaped(specs[id].meta.title).replace(/(.{12}\S*) /g, '$1<BR/>');
    return node(id, 'type', id, [['about', title]]);
  });
  const owner = Object.fromEntries(
    Object.entries(graphs).flatMap(([id, { own }]) => Object.keys(own).map((name) => [name, id])),
  );
  const lines = Object.entries(graphs).flatMap(([id, { graph }]) =>
    graph.lines
      .filter(([, , to]) => owner[to] && owner[to] !== id && !isBlob(to))
      .filter(([, , to]) => ids.includes(id) && ids.includes(owner[to]))
      .map(([, , to]) => `  "${id}" -> "${owner[to]}";`));
  return whole([...nodes, ...new Set(lines)]);
};

const typesOf = (id, type, found = {}) => {
  found[id] = type;
  Object.entries(type.types ?? {}).forEach(([name, inner]) => typesOf(name, inner, found));
  return found;
};

/** All diagrams: {name: {dot, before: the type whose section it stands in}}. */
export const diagrams = async (specs) => {
  const graphs = {};
  for (const [id, spec] of Object.entries(specs)) {
    const files = await compileSpec('graphviz', loadSpec(join(specFolder, `${id}.ksy`)));
    graphs[id] = { graph: drawn(files[`${id}.dot`]), own: typesOf(id, spec) };
  }
  const ids = Object.keys(specs);
  const containers = ids.filter((id) => !isOfX86(id));
  const ofX86 = ['libxc_migration', ...ids.filter(isOfX86)];
  const all = {
    layers: { dot: layers(containers, specs, graphs), before: null },
    layers_x86: { dot: layers(ofX86, specs, graphs), before: null },
  };
  for (const [id, { graph, own }] of Object.entries(graphs)) {
    const told = new Set();
    for (const [name, roots] of Object.entries(parts[id] ?? { [id]: [id] })) {
      const dot = graphOf(roots, graph, own, specs[id].enums ?? {}, told);
      all[name] = { dot, before: roots[0] };
    }
    const left = Object.keys(own).filter((name) => !told.has(name) && !isBlob(name));
    if (left.length) {
      throw new Error(`no diagram of ${id} has ${left.join(', ')}`);
    }
  }
  return all;
};

// --- The files ---

const hash = (text) => createHash('sha256').update(text).digest('hex');
const mark = (dot, body) => `<!-- of ${hash(dot)}, drawn as ${hash(body)} -->\n`;

/** Whether a file is what graphviz drew of a graph: graphviz itself draws differently elsewhere. */
export const isCurrent = (file, dot) => {
  const at = file.lastIndexOf('<!-- of ');
  return at > 0 && file.slice(at) === mark(dot, file.slice(0, at));
};

// How wide Helvetica's characters are, and its bold ones, in thousandths of the font's size; the
// others are as a figure. A text is drawn so wide in whatever font a browser has for it.
const WIDTHS = [
  [191, "'", ''], [222, 'ijl', ''], [238, '', "'"], [260, '|', ''],
  [278, ' !,./:;I[\\]ft', ' ,./I\\ijl'], [280, '', '|'], [333, '()-r', '!()-:;[]ft'],
  [334, '{}', ''], [355, '"', ''], [389, '*', '*r{}'], [469, '^', ''], [474, '', '"'],
  [500, 'Jckvsxyz', 'z'], [584, '+<=>~', '+<=>^~'],
  [611, 'FTZ', 'FTZ?bdghnopqu'], [667, 'ABEKPSVXY&', 'EPSVXY'],
  [722, 'CDHNRUw', 'ABCDHKNRU&'], [778, 'GOQ', 'GOQw'], [833, 'Mm', 'M'], [889, '%', '%m'],
  [944, 'W', 'W'],
];
const ORDINARY = 556;

const widthOf = (text, isBold, size) => {
  const plain = text.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(code))
    .replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&amp;/g, '&');
  const wide = [...plain].map((one) =>
    (WIDTHS.find((row) => row[isBold ? 2 : 1].includes(one)) ?? [ORDINARY])[0]);
  return (wide.reduce((sum, one) => sum + one, 0) * size / 1000).toFixed(2);
};

/** Fix how wide each text of a drawing is, so that it stays within its box. */
const fixed = (drawing) => drawing.replace(
  /<text ([^>]*font-size="([\d.]+)"[^>]*)>([^<]+)<\/text>/g,
  (_, attributes, size, text) => {
    const width = widthOf(text, attributes.includes('font-weight="bold"'), Number(size));
    return `<text ${attributes} textLength="${width}" lengthAdjust="spacingAndGlyphs">${text}</text>`;
  },
);

/** A diagram drawn by graphviz, or null where `dot` is missing. */
export const draw = (dot) => {
  const { status, stdout } = spawnSync('dot', ['-Tsvg'], { input: dot, maxBuffer: 1 << 26 });
  const body = `${fixed(String(stdout).trimEnd())}\n`;
  return status === 0 ? body + mark(dot, body) : null;
};

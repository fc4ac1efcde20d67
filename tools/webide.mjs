// The tree that the Kaitai Web IDE makes of a parsed file, in Node and in a page alike.
//
// As in the IDE, a debug-mode parser reads what is not lazy, all of that is exported as plain data
// and copied (there from a worker to the page), and a lazy instance is read when it is unfolded.
// Representations are taken from the types' -webide-representation, with the IDE's rules: those of
// its src/v1/parsedToTree.ts that a spec here uses. Whatever else a spec asks for is an error.

const camel = (id) => id.replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase());

const className = (id) => {
  const name = camel(id);
  return name[0].toUpperCase() + name.slice(1);
};

const idPath = /^[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)*$/;

/** The IDE knows `this`, and more formats than `dec`. */
const checkRepresentation = (id, text) => {
  for (const [whole, inside] of text.matchAll(/\{(.*?)\}/g)) {
    const [path, ...formats] = inside.split(':');
    const isKnown = idPath.test(path) && !path.split('.').includes('this');
    if (!isKnown || !['', 'dec'].includes(formats.join(':'))) {
      throw new Error(`${id}: ${whole} in a representation is not known here`);
    }
  }
};

const isEager = (id, name, instance) => {
  const mode = instance['-webide-parse-mode'];
  if (![undefined, 'eager'].includes(mode)) {
    throw new Error(`${id}: the parse mode ${mode} of ${name} is not known here`);
  }
  return mode === 'eager' || 'value' in instance;
};

/** What the IDE keeps of the types of a spec: {class name: {representation, eager instances}}. */
export const typesOf = (id, spec, found = {}) => {
  const representation = spec['-webide-representation'] ?? '';
  checkRepresentation(id, representation);
  const eager = Object.entries(spec.instances ?? {}).filter((each) => isEager(id, ...each));
  found[className(id)] = { representation, eager: eager.map(([name]) => camel(name)) };
  for (const [name, type] of Object.entries(spec.types ?? {})) {
    typesOf(name, type, found);
  }
  return found;
};

const isPublic = (name) => !name.startsWith('_');

export class Session {
  /** `modules` has the generated modules by name, as they register themselves in a page. */
  constructor(modules, main, types, stream) {
    this.modules = modules;
    this.types = types;
    this.root = new modules[main][main](stream);
  }

  /** Reads what is not lazy: {tree, fault}. A fault leaves the tree that was read before it. */
  read() {
    let fault = null;
    try {
      this.root._read();
    } catch (error) {
      fault = error.message || error.name;
    }
    return { tree: this.export(this.root, undefined, []), fault };
  }

  /** Reads one lazy instance. */
  unfold(path) {
    const parent = path.slice(0, -1).reduce((value, key) => value[key], this.root);
    return this.exportInstance(parent, path.at(-1), path);
  }

  exportInstance(object, name, path) {
    let value;
    let fault;
    try {
      value = object[name];
    } catch (error) {
      fault = error.message || error.name;
    }
    const node = this.export(value, object._debug[`_m_${name}`], path);
    return fault === undefined ? node : { ...node, fault };
  }

  export(value, debug, path) {
    const node = { path };
    if (debug?.validationError) {
      node.fault = 'not valid';
    } else if (debug?.start !== undefined && debug.end === undefined) {
      node.fault = 'incomplete';
    }
    if (value instanceof Uint8Array) {
      node.octets = value;
    } else if (Array.isArray(value)) {
      // What failed has an entry in _debug and no item.
      const count = debug?.arr?.length ?? value.length;
      node.items = Array.from({ length: count }, (_, i) =>
        this.export(value[i], debug?.arr?.[i], [...path, i]),
      );
    } else if (typeof value === 'object' && value !== null) {
      this.exportObject(value, node);
    } else {
      node.value = value;
      node.name = debug?.enumName && this.enumOf(debug.enumName)[value];
    }
    return node;
  }

  exportObject(object, node) {
    Object.assign(node, { class: object.constructor.name, fields: {}, lazy: [] });
    const at = (name) => [...node.path, name];
    // What failed has an entry in _debug and no value.
    const names = new Set([...Object.keys(object), ...Object.keys(object._debug)]);
    for (const name of [...names].filter(isPublic)) {
      node.fields[name] = this.export(object[name], object._debug[name], at(name));
    }
    const eager = this.types[node.class]?.eager ?? [];
    const properties = Object.getOwnPropertyDescriptors(Object.getPrototypeOf(object));
    for (const [name] of Object.entries(properties).filter(([, { get }]) => get)) {
      if (eager.includes(name) || Object.hasOwn(object, `_m_${name}`)) {
        node.fields[name] = this.exportInstance(object, name, at(name));
      } else {
        node.lazy.push(name);
      }
    }
  }

  enumOf(path) {
    const [module, ...names] = path.split('.');
    return [module, ...names].reduce((value, name) => value[name], this.modules[module]);
  }
}

const number = (value) => `${value < 0 ? '-' : ''}0x${Math.abs(value).toString(16).toUpperCase()}`;

const primitive = ({ value, name, octets }, detailed) => {
  if (octets) {
    return `[${octets.subarray(0, 8).join(', ')}${octets.length > 8 ? ', ...' : ''}]`;
  }
  if (value === undefined) {
    return '<no value>';
  }
  if (!Number.isInteger(value)) {
    return String(value);
  }
  const text = number(value) + (detailed ? ` = ${value}` : '');
  return name ? name + (detailed ? ` (${text})` : '') : text;
};

/** What stands beside an object's name. `parents` are the objects around it, the innermost last. */
export const representation = (types, node, parents) =>
  (types[node.class]?.representation ?? '').replace(/\{(.*?)\}/g, (_, inside) => {
    const [path, format] = inside.split(':');
    let one = node;
    let around = parents;
    for (const key of path.split('.')) {
      const up = key === '_parent';
      [one, around] = up
        ? [around.at(-1), around.slice(0, -1)]
        : [one?.fields?.[camel(key)], [...around, one]];
    }
    if (!one) {
      return '';
    }
    if (one.fields) {
      return representation(types, one, around);
    }
    if (one.items) {
      throw new Error(`${node.class}: {${inside}} is an array, which is not known here`);
    }
    return format === 'dec' && Number.isInteger(one.value) ? String(one.value) : primitive(one);
  });

/** The line of a node. */
export const label = (types, node, parents) => {
  const name = node.path.at(-1);
  const fault = node.fault ? ` (${node.fault})` : '';
  if (node.items) {
    return `${name}${fault}`;
  }
  if (!node.fields) {
    return `${name} = ${primitive(node, true)}${fault}`;
  }
  const text = representation(types, node, parents);
  return `${name} [${node.class}]${text && `: ${text}`}${fault}`;
};

const itemsAtOnce = 1000;
const itemsInGroup = 100;

/**
 * The groups that stand for the items of a long array from `first` to `last`, as [first, last];
 * none where there are at most 1000 items. What is in a group may be in groups again.
 */
export const groupsOf = (first, last) => {
  const count = last - first + 1;
  if (count <= itemsAtOnce) {
    return [];
  }
  let size = 1;
  while (count / size > itemsInGroup) {
    size *= itemsInGroup;
  }
  return Array.from({ length: Math.ceil(count / size) }, (_, i) => [
    first + i * size,
    Math.min(first + (i + 1) * size - 1, last),
  ]);
};

/**
 * What stands under a node that is unfolded, or under a group of its items: {text, parents} with a
 * `node`, with the `path` of a lazy instance, or with the `group` of items of `node`.
 */
export const under = (types, node, parents, group) => {
  if (!node.items) {
    const around = [...parents, node];
    return [
      ...Object.values(node.fields ?? {}).map((each) => entry(types, each, around)),
      ...(node.lazy ?? []).map((name) => ({
        text: name, path: [...node.path, name], parents: around,
      })),
    ];
  }
  const [first, last] = group ?? [0, node.items.length - 1];
  const groups = groupsOf(first, last);
  return groups.length
    ? groups.map((each) => ({ text: `[${each[0]} … ${each[1]}]`, node, group: each, parents }))
    : node.items.slice(first, last + 1).map((each) => entry(types, each, parents));
};

const entry = (types, node, parents) => ({ text: label(types, node, parents), node, parents });

/** The records of a stream that has any: the node of the list, and the objects around it. */
export const recordsIn = (tree) => {
  const places = ['libxl.contents.records.0.libxc.contents.records', 'contents.records'];
  for (const place of places) {
    let node = tree;
    const parents = [];
    for (const key of place.split('.')) {
      if (node?.fields) {
        parents.push(node);
      }
      node = node?.fields?.[key] ?? node?.items?.[key];
    }
    if (node) {
      return { node, parents };
    }
  }
  return { node: null, parents: [] };
};

/** The tree as JSON: a line, or {line: [children]}. A lazy instance is its name. */
export const outline = (types, node, parents = []) => {
  const children = (nodes, around) => nodes.map((each) => outline(types, each, around));
  if (node.items) {
    return { [label(types, node, parents)]: children(node.items, parents) };
  }
  if (!node.fields) {
    return label(types, node, parents);
  }
  const line = node.path.length ? label(types, node, parents) : node.class;
  const inside = children(Object.values(node.fields), [...parents, node]);
  return { [line]: [...inside, ...node.lazy.map((name) => `${name} (lazy)`)] };
};

/** The paths of all arrays of octets in a tree. */
export const octetsIn = (node) => {
  if (node.octets) {
    return [node.path.join('/')];
  }
  return (node.items ?? Object.values(node.fields ?? {})).flatMap(octetsIn);
};

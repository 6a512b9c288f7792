//! Reads each probe with one reader of Rust and prints what it is, as JSON.
use base64::{engine::general_purpose::STANDARD, Engine};
use serde::Deserialize;

#[derive(Deserialize)]
struct Packet {
    harness_command: Option<serde_json::Value>,
    kind: Option<serde_json::Value>,
}

fn ascii(text: &str) -> String {
    let quoted = serde_json::to_string(text).unwrap();
    let mut out = String::new();
    for c in quoted.chars() {
        if (c as u32) < 0x7f {
            out.push(c);
        } else {
            for unit in c.encode_utf16(&mut [0; 2]) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    out
}

fn number(value: f64) -> String {
    if value.is_nan() {
        return "NaN".into();
    }
    if value.is_infinite() {
        return if value > 0.0 { "Infinity" } else { "-Infinity" }.into();
    }
    if value.fract() == 0.0 && value.abs() < 1e21 {
        return format!("{value:.0}");
    }
    if value.abs() >= 1e-4 && value.abs() < 1e16 {
        return value.to_string();
    }
    let text = format!("{value:e}");
    let (mantissa, exponent) = text.split_once('e').unwrap();
    format!("{mantissa}e{:+03}", exponent.parse::<i32>().unwrap())
}

fn list(parts: Vec<String>) -> String {
    format!("[{}]", parts.join(", "))
}

fn map(mut parts: Vec<String>) -> String {
    parts.sort();
    format!("{{{}}}", parts.join(", "))
}

fn json(value: &serde_json::Value) -> String {
    use serde_json::Value::*;
    match value {
        Null => "null".into(),
        Bool(b) => b.to_string(),
        Number(n) if n.is_f64() => number(n.as_f64().unwrap()),
        Number(n) => n.to_string(),
        String(s) => ascii(s),
        Array(a) => list(a.iter().map(json).collect()),
        Object(o) => map(o.iter().map(|(k, v)| format!("{}: {}", ascii(k), json(v))).collect()),
    }
}

fn yaml(value: &serde_yaml::Value) -> String {
    use serde_yaml::Value::*;
    match value {
        Null => "null".into(),
        Bool(b) => b.to_string(),
        Number(n) if n.is_f64() => number(n.as_f64().unwrap()),
        Number(n) => n.to_string(),
        String(s) => ascii(s),
        Sequence(a) => list(a.iter().map(yaml).collect()),
        Mapping(m) => map(m.iter().map(|(k, v)| format!("{}: {}", yaml(k), yaml(v))).collect()),
        Tagged(t) => format!("{} {}", t.tag, yaml(&t.value)),
    }
}

fn json_struct(packet: Packet) -> String {
    let members = [("harness_command", packet.harness_command), ("kind", packet.kind)];
    map(members.iter().filter_map(|(k, v)| v.as_ref().map(|v| format!("{}: {}", ascii(k), json(v)))).collect())
}

fn read(reader: &str, data: &[u8]) -> Option<String> {
    match reader {
        "serde_yaml" => serde_yaml::from_slice(data).ok().map(|v| yaml(&v)),
        "serde_json" => serde_json::from_slice(data).ok().map(|v| json(&v)),
        "serde_json-struct" => serde_json::from_slice(data).ok().map(json_struct),
        _ => panic!("no reader {reader}"),
    }
}

fn main() {
    let reader = std::env::args().nth(1).expect("the name of a reader");
    let probes: Vec<String> = serde_json::from_reader(std::io::stdin()).unwrap();
    let results: Vec<String> = probes
        .iter()
        .map(|probe| read(&reader, &STANDARD.decode(probe).unwrap()).unwrap_or("refused".into()))
        .collect();
    println!("{}", serde_json::to_string(&results).unwrap());
}

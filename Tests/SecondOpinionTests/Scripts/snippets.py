"""Judges rendered snippets: parameter names by botocore's models, literals by the compilers that are here.

snippets.py FOLDER SENDER RECEIVER ARN SET: FOLDER holds one file for each snippet, under its name. Prints what is wrong
and ends with 1, or prints what was looked at; lines that begin with SKIPPED say what no program here can judge.
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import types

import botocore.session
from botocore import xform_name

folder, sender, receiver, arn, configuration_set = pathlib.Path(sys.argv[1]), *sys.argv[2:6]
problems = []
forms = {"": ("sesv2", "SendEmail"), "-sesv1": ("ses", "SendEmail"), "-raw": ("ses", "SendRawEmail")}


def text(name):
    return (folder / name).read_text()


def wrong(sentence):
    problems.append(sentence)


def skipped(program, what):
    print(f"SKIPPED: {program} is not on this machine, so {what}")


# Names: each by its language's casing of the model's members.

def members(shape):
    found = set()
    if shape.type_name == "structure":
        for name, member in shape.members.items():
            found |= {name} | members(member)
    elif shape.type_name == "list":
        found |= members(shape.member)
    return found


def camel(name):
    return name[0].lower() + name[1:]


without_strings = [r'"(?:[^"\\]|\\.)*"', r"'(?:[^'\\]|\\.)*'"]
plumbing = {
    "java": "builder region build of sendEmail sendRawEmail println messageId join fromUtf8String",
    "rust": "region load send build defaults new join send_email send_raw_email latest from",
    "ruby": "region", "javascript": "", "go": "", "dotnet": "", "php": "", "python": "",
}
languages = {
    "python": (r'\b([A-Z]\w*)(?==[^=])|"([A-Z]\w*)":', str, False),
    "javascript": (r"\b([A-Z]\w*):", str, True),
    "go": (r"\b([A-Z]\w*):", str, True),
    "dotnet": (r"\b([A-Z]\w*) = ", str, True),
    "php": (r"'([A-Z]\w*)' =>", str, False),
    "java": (r"\.([a-z]\w*)\(", camel, True),
    "ruby": (r"\b([a-z_]+):(?!:)", xform_name, True),
    "rust": (r"\.([a-z_]+)\(", xform_name, True),
}


def names(language, form, model):
    pattern, casing, strips = languages[language]
    known = {casing(name): name for name in members(model.input_shape)}
    source = text(language + form)
    comment = "#" if language in ("python", "ruby") else "//"
    source = "\n".join(line for line in source.split("\n") if not line.lstrip().startswith(comment))
    for string in without_strings if strips else []:
        source = re.sub(string, '""', source)
    found = {next(filter(None, match.groups())) for match in re.finditer(pattern, source)}
    found -= set(plumbing[language].split())
    for name in sorted(found - known.keys()):
        wrong(f"{language}{form}: {model.name} has no parameter {name}")
    return {known[name] for name in found if name in known}


session = botocore.session.get_session()
for form, (service, operation) in forms.items():
    model = session.get_service_model(service).operation_model(operation)
    wanted = names("python", form, model)
    for name in model.input_shape.required_members:
        if name not in wanted:
            wrong(f"python{form}: {name} is required")
    for language in languages:
        found = names(language, form, model)
        if found != wanted:
            wrong(f"{language}{form}: {sorted(found ^ wanted)} stand in it or in Python's alone")
    print(f"{operation} of {service}: {len(wanted)} parameters in {len(languages)} languages")

# What a framework passes on to SES has to be known there, too.
for name, service, operation, pattern in [
    ("django-anymail", "sesv2", "SendEmail", r'"esp_extra": \{\s*"(\w+)"'),
    ("laravel", "sesv2", "SendEmail", r"'([A-Z]\w*)' =>"),
    ("nodemailer", "sesv2", "SendEmail", r"\b([A-Z]\w*):(?! \{ s)"),
]:
    known = session.get_service_model(service).operation_model(operation).input_shape.members
    code = "\n".join(line for line in text(name).split("\n") if not line.startswith(("#", "//")))
    found = set(re.findall(pattern, code))
    if not found or found - known.keys():
        wrong(f"{name}: {sorted(found)} are not all parameters of {operation}")

# Python and JavaScript run, with clients that only say what they were given.

def python_input(form):
    given = {}

    class Client:
        def __getattr__(self, name):
            def call(**parameters):
                given.update(parameters)
                return {"MessageId": "1"}
            return call

    stub = types.ModuleType("boto3")
    stub.client = lambda service, **options: Client()
    before = sys.modules.get("boto3")
    sys.modules["boto3"] = stub
    code = compile(text("python" + form), "python" + form, "exec")
    saved, sys.stdout = sys.stdout, open(os.devnull, "w")
    try:
        exec(code, {"__name__": "__main__"})
    finally:
        sys.stdout = saved
        sys.modules.pop("boto3")
        if before:
            sys.modules["boto3"] = before
    if "RawMessage" in given:
        given["RawMessage"] = {"Data": given["RawMessage"]["Data"].decode()}
    return given


def is_right(name, given):
    raw = "RawMessage" in given
    addresses = [given.get("FromEmailAddress") or given.get("Source")]
    receivers = given["Destinations"] if raw else given["Destination"]["ToAddresses"]
    arns = [given[key] for key in given if key.endswith("Arn")]
    if addresses != [sender] or receivers != [receiver] or set(arns) != {arn}:
        wrong(f"{name}: the values came out as {json.dumps(given)}")
    if given["ConfigurationSetName"] != configuration_set:
        wrong(f"{name}: the configuration set came out as {given['ConfigurationSetName']}")
    if raw and f"From: {sender}" not in given["RawMessage"]["Data"]:
        wrong(f"{name}: the message came out as {given['RawMessage']['Data']}")


inputs = {form: python_input(form) for form in forms}
for form, given in inputs.items():
    is_right("python" + form, given)
for name in ["django", "django-anymail"]:
    compile(text(name), name, "exec")

if node := shutil.which("node"):
    stub = """
export class Client { async send(command) { console.log(JSON.stringify(command.input)); return {}; } }
export class Command { constructor(input) {
  if (input.RawMessage) input.RawMessage.Data = new TextDecoder().decode(input.RawMessage.Data);
  this.input = input; } }
export { Client as SESv2Client, Client as SESClient, Command as SendEmailCommand, Command as SendRawEmailCommand };
"""
    mailer = "export default { createTransport: () => ({ sendMail: async (m) => (console.log(JSON.stringify(m)), {}) }) };"
    for package, source in [
        ("@aws-sdk/client-sesv2", stub), ("@aws-sdk/client-ses", stub), ("nodemailer", mailer)
    ]:
        place = folder / "node_modules" / package
        place.mkdir(parents=True)
        (place / "package.json").write_text('{"type": "module", "main": "index.js"}')
        (place / "index.js").write_text(source)
    for name in ["javascript" + form for form in forms] + ["nodemailer"]:
        program = folder / (name + ".mjs")
        program.write_text(text(name))
        ran = subprocess.run([node, str(program)], capture_output=True, text=True)
        if ran.returncode != 0:
            wrong(f"{name}: {ran.stderr}")
            continue
        given = json.loads(ran.stdout.split("\n")[0])
        if name == "nodemailer":
            if given["from"] != sender or given["ses"]["FromEmailAddressIdentityArn"] != arn:
                wrong(f"nodemailer: the values came out as {given}")
        else:
            is_right(name, given)
            same = {key: value for key, value in given.items() if key != "RawMessage"}
            if same != {key: value for key, value in inputs[name[10:]].items() if key != "RawMessage"}:
                wrong(f"{name} sends something else than Python does: {given}")
else:
    skipped("node", "JavaScript was not run")

# The shell hands the words on as they are.
stub = folder / "bin"
stub.mkdir()
(stub / "aws").write_text(f'#!/bin/sh\nexec {sys.executable} -c "import json,sys;print(json.dumps(sys.argv[1:]))" "$@"\n')
shutil.copy(stub / "aws", stub / "java")
for program in stub.iterdir():
    program.chmod(0o755)
for name in ["cli" + form for form in forms] + ["smtp-relay"]:
    ran = subprocess.run(
        ["/bin/sh", "-c", text(name)], capture_output=True, text=True, cwd=folder,
        env={"PATH": f"{stub}:/usr/bin:/bin"})
    words = json.loads(ran.stdout) if ran.returncode == 0 else []
    wanted = [arn, configuration_set] + ([] if name == "smtp-relay" else [sender])
    if not all(word in words for word in wanted):
        wrong(f"{name}: the words came out as {words} {ran.stderr}")
    for word in words:
        if word.startswith("{"):
            json.loads(word)
if sender not in (folder / "message.eml").read_text():
    wrong("cli-raw: the message came out wrong")

# Compilers: no error but the missing libraries, and the sender's literal comes out as the sender.

def literal(name, pattern):
    return re.search(pattern, text(name)).group(1)


def compiles(name, command, harmless):
    ran = subprocess.run(command, capture_output=True, text=True, cwd=folder)
    for line in (ran.stderr + ran.stdout).split("\n"):
        if re.search(r"(^|\s)error(\[|:)", line) and not re.search(harmless, line):
            wrong(f"{name}: {line}")


def prints(name, command):
    ran = subprocess.run(command, capture_output=True, text=True, cwd=folder)
    if ran.stdout.strip() != sender:
        wrong(f"{name}: the sender came out as {ran.stdout} {ran.stderr}")


if javac := shutil.which("javac"):
    for form in forms:
        place = folder / ("java-source" + form)
        place.mkdir()
        (place / "Send.java").write_text(text("java" + form))
        compiles("java" + form, [javac, "-d", str(folder / "classes"), str(place / "Send.java")],
                 r"does not exist|cannot find symbol|cannot infer|^\d+ errors?$")
    (folder / "Literal.java").write_text(
        "class Literal { public static void main(String[] a) { System.out.println("
        + literal("java", r"\.fromEmailAddress\((.*)\)") + "); } }")
    subprocess.run([javac, "-d", ".", "Literal.java"], cwd=folder)
    prints("java", [os.path.join(os.path.dirname(javac), "java"), "-cp", ".", "Literal"])
else:
    skipped("javac", "Java was not compiled")
if rustc := shutil.which("rustc"):
    for form in forms:
        (folder / "send.rs").write_text(text("rust" + form))
        compiles("rust" + form, [rustc, "--edition", "2021", "send.rs", "-o", "send"],
                 r"error\[E0(432|433|752|282|463)\]|aborting due to|requires a suitable `async`|cannot find|unresolved")
    (folder / "literal.rs").write_text(
        'fn main() { println!("{}", ' + literal("rust", r"\.from_email_address\((.*)\)") + "); }")
    subprocess.run([rustc, "literal.rs", "-o", "literal"], cwd=folder)
    prints("rust", [str(folder / "literal")])
else:
    skipped("rustc", "Rust was not compiled")
for program, language, arguments, printing in [
    ("gofmt", "go", ["-e"], None), ("ruby", "ruby", ["-c"], "puts {}"), ("php", "php", ["-l"], "<?php echo {};")
]:
    if not (path := shutil.which(program)):
        skipped(program, f"{language} was not read by it")
        continue
    for form in forms:
        ran = subprocess.run([path, *arguments, str(folder / (language + form))], capture_output=True, text=True)
        if ran.returncode != 0:
            wrong(f"{language}{form}: {ran.stderr}{ran.stdout}")
    if printing:
        pattern = r"from_email_address: (.*)," if language == "ruby" else r"'FromEmailAddress' => (.*),"
        (folder / "literal").write_text(printing.format(literal(language, pattern)))
        prints(language, [path, str(folder / "literal")])

# Documents are documents.
if json.loads(text("keycloak"))["smtpServer"]["from"] != sender:
    wrong("keycloak: the sender came out wrong")
import yaml  # noqa: E402  (comes with moto)

if yaml.safe_load(text("spring"))["spring"]["cloud"]["aws"]["ses"]["source-arn"] != arn:
    wrong("spring: the ARN came out wrong")
grafana = {entry["name"]: entry["value"] for entry in yaml.safe_load(text("grafana"))["env"]}
if grafana["GF_SMTP_FROM_ADDRESS"] != sender or any(type(value) is not str for value in grafana.values()):
    wrong(f"grafana: the values came out as {grafana}")

for problem in problems:
    print(problem)
sys.exit(1 if problems else 0)

import Testing
import Wire

@testable import Simulator

/// The shell of simulated containers, its programs and its terminal.
struct ShellTests {
    @Test func `commands, and what they print`() async throws {
        let fixture = try PodFixture()
        let cases: [(text: String, code: Int, output: String)] = [
            ("echo a  'b  c' \"d $HOME\" \\$x", 0, "a b  c d /root $x\n"),
            ("false || echo yes && echo no", 0, "yes\nno\n"),
            ("false && echo no; echo $?", 0, "1\n"), ("exit 7; echo no", 7, ""), ("true\nfalse\n", 1, ""),
            ("A=1 B=2; echo $A${B}3 # not this", 0, "123\n"), ("A='x y' env | grep ^A= ; echo", 0, "\n"),
            ("A='x y' env | grep A=x", 0, "A=x y\n"), ("echo a | cat | cat -", 0, "a\n"), ("nope 2>/dev/null", 127, ""),
            ("cd /var/run && pwd && cd .. && ls", 0, "/var/run\nrun\n"), ("export X=1; env | grep X=", 0, "X=1\n"),
            ("sleep 0; sleep 0.01s && echo slept", 0, "slept\n"), ("echo one \\\n two", 0, "one two\n"),
            ("exit 3 | true; echo on", 0, "on\n"), ("sh -c 'exit 9'; echo $?", 0, "9\n"), ("echo $NOTHING", 0, "\n"),
            ("cat /etc/hostname", 0, fixture.pod + "\n"), ("echo x >&2 2>/dev/null", 0, ""), ("", 0, ""),
            ("  \n\n", 0, ""), ("echo $(echo a; echo b) \"$(echo 'c  d')\"", 0, "a b c  d\n"),
            ("echo `echo \\`echo deep\\``", 0, "deep\n"), ("x=$(false); echo $?$x", 0, "1\n"),
            ("x='a  b'; echo $x \"$x\" a$x", 0, "a b a  b aa b\n"),
            ("echo ${x:-d} ${x-e} ${x:=f} $x ${x:+g} ${y+h} \"${y:-i  j}\"", 0, "d e f f g i  j\n"),
            ("cat <<E\n$HOSTNAME \\$x `echo b`\nE", 0, fixture.pod + " $x b\n"),
            ("cat <<'E' | grep b; echo on\na\n$b\nE\n", 0, "$b\non\n"), ("cat <<-E\n\ta\n\tE\necho b", 0, "a\nb\n"),
            ("cd /tmp; echo a >f; echo b >>f; cat <f | wc -l; rm f; cat f 2>/dev/null", 1, "2\n"),
            ("printf '%s-%d\\n' a 1 b 2 | head -n 1; printf abc | head -c 2", 0, "a-1\nab"),
            ("printf a | cat; echo b | base64; echo Yg== | base64 -d", 0, "aYgo=\nb"),
            ("test -n a && [ 2 -gt 1 ] && ! [ -f /nothing ] && [ -d /tmp ] && echo yes", 0, "yes\n"),
            ("set -- a 'b c'; echo $# $2; shift; echo \"$@\" $1", 0, "2 b c\nb c b c\n"),
            ("set -e; false || true; ! true; echo on; false; echo no", 1, "on\n"),
            ("echo 'x=1; echo $x$1' >/tmp/s; sh /tmp/s two; . /tmp/s; echo $x", 0, "1two\n1\n1\n"),
            ("printf 'a b c\\nd\\n' | { read x; echo \"$x;\"; cat; }", 0, "a b c;\nd\n"),
            ("echo a | read x; echo \"$x\"", 0, "\n"),
            ("read a b <<E\n1  2 3\nE\necho \"$a,$b\"", 0, "1,2 3\n"), ("exec echo a; echo no", 0, "a\n"),
            ("ls ~ && echo ~/a", 0, "/root/a\n"), ("echo e 2>&1 >/dev/null; nope 2>&1 | grep -v found", 1, ""),
            ("if false; then echo a; elif [ 1 = 1 ]; then echo b; else echo c; fi >/tmp/o; cat /tmp/o", 0, "b\n"),
            ("for i in 1 2 3; do [ $i = 2 ] && continue; echo $i; done | wc -l", 0, "2\n"),
            ("i=0; while :; do i=$((i + 1)); if [ $i -gt 3 ]; then break; fi; done; echo $i", 0, "4\n"),
            ("until [ -f /tmp/u ]; do echo x >/tmp/u; done; cat /tmp/u", 0, "x\n"),
            ("case a.txt in *.md) echo m;; b|*.t?t) echo t;; esac", 0, "t\n"),
            ("(cd /tmp; exit 4); echo $?; pwd", 0, "4\n/\n"),
            ("f() { local x=1; echo $x $1 $#; return 5; }; x=9; f a b; echo $? $x", 0, "1 a 2\n5 9\n"),
            ("echo $((2 + 3 * 4)) $((x = 7, 1))", 127, ""),
            ("echo $((0x10 | 07)) $((1 ? 2 : 1 / 0)) $((-7 / 2 % 2))", 0, "23 2 -1\n"),
            ("x=a.b.c; echo ${x%.*} ${x%%.*} ${x#*.} ${x##*.} ${#x}", 0, "a.b a b.c c 5\n"),
            (
                "mkdir -p /tmp/g/h; echo a >/tmp/g/a.txt; >/tmp/g/b.txt; cd /tmp/g; echo *.txt */ [!a]* '*' \"?\"; rm -r /tmp/g",
                0,
                "a.txt b.txt h/ b.txt h * ?\n"
            ),
            ("echo /nothing/*; set -f; echo /tm*", 0, "/nothing/*\n/tm*\n"), ("eval 'x=1;' echo '$x'", 0, "1\n"),
            ("IFS=:; x=a::b; for p in $x; do echo \"<$p>\"; done", 0, "<a>\n<>\n<b>\n"),
            ("printf 'a:b c\\n' | while IFS=: read -r x y; do echo \"$y,$x\"; done", 0, "b c,a\n"),
            ("[ a = a -a b != c ] && [ -n '' -o \\( 1 -lt 2 \\) ] && echo yes", 0, "yes\n"),
            ("set -e; if false; then :; fi; f() { false; echo no; }; f || echo on; (false); echo no", 1, "no\n"),
        ]
        for (text, code, output) in cases {
            let result = await fixture.run(["sh", "-c", text])
            #expect(result.code == code, "\(text): \(result)")
            #expect(result.output == output, "\(text): \(result)")
        }
    }

    @Test func `what is wrong is said on standard error`() async throws {
        let fixture = try PodFixture()
        for (text, code, complaint) in [
            ("nope", 127, "sh: nope: command not found\n"),
            ("echo 'a", 2, "sh: syntax error: unexpected end of file\n"),
            ("| a", 2, "sh: syntax error near unexpected token `|'\n"),
            ("; a", 2, "sh: syntax error near unexpected token `;'\n"),
            ("echo $((1 / 0)); echo no", 127, "sh: 1 / 0: division by 0\n"),
            ("echo $((1 +))", 127, "sh: 1 +: syntax error: operand expected\n"),
            ("if true; then echo a", 2, "sh: syntax error: unexpected end of file\n"),
            ("if true; then fi", 2, "sh: syntax error near unexpected token `fi'\n"),
            ("fi", 2, "sh: syntax error near unexpected token `fi'\n"),
            ("for 1 in a; do :; done", 2, "sh: syntax error near unexpected token `1'\n"),
            ("for x in a; echo $x; done", 2, "sh: syntax error near unexpected token `echo'\n"),
            ("case a in a) echo b;; esac x", 2, "sh: syntax error near unexpected token `x'\n"),
            ("echo a (b)", 2, "sh: syntax error near unexpected token `('\n"),
            ("(echo a", 2, "sh: syntax error: unexpected end of file\n"),
            ("[[ a = a ]]", 2, "sh: [[: not supported in a simulated container\n"),
            ("function f { :; }", 2, "sh: function: not supported in a simulated container\n"),
            ("((1 + (2)))", 2, "sh: ((: not supported in a simulated container\n"),
            ("trap : EXIT", 126, "sh: trap: not supported in a simulated container\n"),
            ("return 3", 2, "sh: return: can only `return' from a function or sourced script\n"),
            ("f() { f; }; f", 1, "sh: maximum function nesting level exceeded (200)\n"),
            ("echo a &", 2, "sh: &: not supported in a simulated container\n"),
            ("ls *.txt", 2, "ls: cannot access '*.txt': No such file or directory\n"),
            ("echo ${x/y/z}", 2, "sh: ${x/y/z}: not supported in a simulated container\n"),
            ("cat <<<a", 2, "sh: <<<: not supported in a simulated container\n"),
            ("set -x", 126, "sh: set -x: not supported in a simulated container\n"),
            ("set -u; echo $x; echo no", 127, "sh: x: unbound variable\n"),
            ("echo ${x:?is missing}; echo no", 127, "sh: x: is missing\n"),
            ("cat <<E\na", 2, "sh: syntax error: unexpected end of file\n"),
            ("echo a >", 2, "sh: syntax error near unexpected token `newline'\n"),
            ("cat </nothing", 1, "sh: /nothing: No such file or directory\n"),
            ("echo a >/nothing/x", 1, "sh: /nothing/x: No such file or directory\n"),
            ("echo a >/etc/hostname", 1, "sh: /etc/hostname: Permission denied\n"),
            ("echo a >/tmp", 1, "sh: /tmp: Is a directory\n"), ("[ a", 2, "[: missing `]'\n"),
            ("[ a -eq 1 ]", 2, "[: a: integer expression expected\n"),
            ("cat /nothing", 1, "cat: /nothing: No such file or directory\n"),
            ("cat /var", 1, "cat: /var: Is a directory\n"),
            ("ls /nothing", 2, "ls: cannot access '/nothing': No such file or directory\n"),
            ("sleep x", 1, "sleep: invalid time interval 'x'\n"),
        ] {
            let result = await fixture.run(["/bin/sh", "-c", text])
            #expect(result.code == code, "\(text)")
            #expect(result.errors == complaint, "\(text)")
            #expect(result.output == "", "\(text)")
        }
        #expect(await fixture.run(["nope"]).code == nil)
        #expect(await fixture.run(["/opt/sh"]).code == nil)
    }

    @Test func `variables that multiply end where Linux does, not where memory does`() async throws {
        let fixture = try PodFixture()
        var text = "A0=" + String(repeating: "x", count: 100)
        for step in 1...8 { text += "\nA\(step)=" + String(repeating: "$A\(step - 1)", count: 10) }
        let result = await fixture.run(["sh", "-c", text + "\necho $A4; echo $A8; echo on"])
        #expect(result.code == 0)
        #expect(result.output == "\n\non\n")
        let complaint = "sh: Argument list too long\n"
        // 100, 1,000, 10,000 and 100,000 bytes fit into one variable; the next one is never set, nor those made of it.
        #expect(result.errors == complaint)
        let words = text + "\necho " + String(repeating: "$A3 ", count: 30) + "; echo $?"
        #expect(await fixture.run(["sh", "-c", words]).output.hasSuffix("126\n"))
        let exports = (0..<40).map { "export B\($0)=$A3" }.joined(separator: "\n")
        let exported = await fixture.run(["sh", "-c", text + "\n" + exports])
        // Beside the variables there is room for nineteen.
        #expect(exported.errors.split(separator: "\n").count == 1 + 40 - 19)
        let long = String(repeating: "y", count: 200_000)
        #expect(await fixture.run(["echo", long]).code == 126)
        #expect(await fixture.run(["sh", "-c", "echo \(long.prefix(100_000))"]).output.count == 100_001)
    }

    @Test func `programs run inside each other only so deep`() async throws {
        let fixture = try PodFixture()
        let deep = await fixture.run(Array(repeating: "env", count: 1_000) + ["echo", "a"])
        #expect(deep.code == 126)
        #expect(deep.errors == "env: Argument list too long\n")
        #expect(await fixture.run(Array(repeating: "env", count: 50) + ["echo", "a"]).output == "a\n")
    }

    @Test func `variables of a pod that multiply keep it from starting anything`() async throws {
        let fixture = try PodFixture()
        var pod: JSONValue = [
            "metadata": ["name": "big"],
            "spec": ["containers": [["name": "ses-test", "image": "aws-cli:2", "command": ["sleep", "9"]]]],
        ]
        var variables: [JSONValue] = [["name": "A0", "value": .string(String(repeating: "x", count: 100))]]
        for step in 1...8 {
            let value = String(repeating: "$(A\(step - 1))", count: 10)
            variables.append(["name": .string("A\(step)"), "value": .string(value)])
        }
        pod.set(["spec", "containers"], [["name": "ses-test", "image": "aws-cli:2", "env": .array(variables)]])
        #expect(fixture.ask("POST", "/api/v1/namespaces/default/pods", pod).0 == 201)
        let machine = PodMachine(
            world: fixture.simulation.world, namespace: "default", name: "big", container: "ses-test")
        #expect(machine.environment.isTooLong)
        #expect(machine.environment.bytes < ArgumentLimits.all)
        let errors = OutputBuffer()
        let process = PodProcess(
            arguments: ["true"], environment: machine.environment, machine: machine, input: PodInput([]),
            output: .nowhere, errors: errors.output)
        #expect(await process.start() == 126)
        #expect(String(decoding: errors.text, as: UTF8.self) == "true: Argument list too long\n")
        #expect(machine.environment.expanding(Array(repeating: "$(A3)", count: 100)) == nil)
    }

    @Test(.timeLimit(.minutes(1))) func `long words and many lines take their time only once`() async throws {
        let fixture = try PodFixture()
        let lines = String(repeating: "\n", count: 200_000)
        let copied = await fixture.run(["cat"], input: lines)
        #expect(copied.output.count == 200_000)
        let open = await fixture.run(["sh"], input: "echo '" + String(repeating: "a\n", count: 100_000) + "'\n")
        #expect(open.errors.hasPrefix("sh: Argument list too long\n"))
    }

    @Test(.timeLimit(.minutes(1))) func `commands stand inside each other only so deep`() async throws {
        let fixture = try PodFixture()
        for (open, close) in [
            ("(:; ", ")"), ("{ ", "; }"), ("$(", ")"), ("if :; then ", "; fi"), ("while ", "; do :; done"),
        ] {
            let deep = String(repeating: open, count: 5_000) + "echo" + String(repeating: close, count: 5_000)
            let result = await fixture.run(["sh", "-c", deep])
            #expect(result.errors == "sh: Argument list too long\n", "\(open)")
        }
        let nested = String(repeating: "{ ", count: 50) + "echo a" + String(repeating: "; }", count: 50)
        #expect(await fixture.run(["sh", "-c", nested]).output == "a\n")
        let expression = String(repeating: "(", count: 5_000) + "1" + String(repeating: ")", count: 5_000)
        #expect(await fixture.run(["sh", "-c", "echo $((\(expression)))"]).code == 127)
    }

    @Test(.timeLimit(.minutes(1))) func `a loop without an end ends with its task`() async throws {
        let fixture = try PodFixture()
        for loop in ["while :; do :; done", "until false; do x=1; done", "f() { while :; do sleep 1; done; }; f"] {
            let running = Task { await fixture.run(["sh", "-c", loop]) }
            try await Task.sleep(for: .milliseconds(50))
            running.cancel()
            #expect(await running.value.output == "", "\(loop)")
        }
    }

    @Test func `lines come from standard input until it ends`() async throws {
        let fixture = try PodFixture()
        let result = await fixture.run(["sh"], input: "echo a\necho 'b\nc' \\\n d\nfalse\necho $?\ncat\nrest\nof it")
        #expect(result.output == "a\nb\nc d\n1\nrest\nof it")
        let loop = "for i in 1 2\ndo\n  echo $i\ndone\ncase x in\n  x) echo c\nesac\nf() {\necho f\n}\nf\n"
        #expect(await fixture.run(["sh"], input: loop).output == "1\n2\nc\nf\n")
        #expect(await fixture.run(["sh"], input: "exit 5\necho no\n").code == 5)
        #expect(await fixture.run(["sh"], input: "echo 'open").code == 2)
    }

    @Test func `the token file holds a token for AWS that is bound to the pod`() async throws {
        let fixture = try PodFixture()
        let result = await fixture.run(["sh", "-c", "cat $AWS_WEB_IDENTITY_TOKEN_FILE"])
        let token = try WebIdentityToken(result.output)
        #expect(token.audiences == ["sts.amazonaws.com"])
        #expect(token.subject == "system:serviceaccount:default:ses-sender")
        #expect(token.claims.at(["kubernetes.io", "pod", "name"])?.string == fixture.pod)
        let own = await fixture.run(["ls", "/var/run/secrets/kubernetes.io/serviceaccount"])
        #expect(own.output == "ca.crt\nnamespace\ntoken\n")
    }

    @Test func `a terminal edits lines and knows its keys`() {
        let terminal = TerminalLine()
        #expect(terminal.take(Array("lx\u{7F}s".utf8)).bytes == [])
        let line = terminal.take([0x0D])
        #expect(line.bytes == Array("ls\n".utf8))
        #expect(line.echo == [0x0D, 0x0A])
        #expect(terminal.take(Array("é\u{7F}a\n".utf8)).bytes == Array("a\n".utf8))
        _ = terminal.take(Array("half".utf8))
        #expect(terminal.take([0x03]).interrupts)
        #expect(terminal.take([0x0D]).bytes == [0x0A])
        #expect(terminal.take([0x04]).ends)
        #expect(TerminalLine.shown(Array("a\nb".utf8)) == Array("a\r\nb".utf8))
    }

    @Test(.timeLimit(.minutes(1))) func `a program that is cancelled ends`() async throws {
        let fixture = try PodFixture()
        for words in [["sleep", "1000"], ["sh", "-c", "sleep 1000; echo no"]] {
            let running = Task { await fixture.run(words) }
            try await Task.sleep(for: .milliseconds(50))
            running.cancel()
            let result = await running.value
            #expect(result.code == 130)
            #expect(result.output == "")
        }
        let input = PodInput()
        let reading = Task { await input.line() }
        try await Task.sleep(for: .milliseconds(20))
        reading.cancel()
        #expect(await reading.value == nil)
    }
}

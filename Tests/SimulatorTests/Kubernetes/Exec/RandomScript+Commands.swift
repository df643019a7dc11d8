/// Scripts of commands that decide about others: conditions, loops, choices, functions, arithmetic, patterns.
extension RandomScript {
    /// A script that ends: every loop counts.
    mutating func program() -> String {
        let start = one(of: ["", "", "set -e", "IFS=,; v1=a,,b"])
        let files = one(of: ["", ": >a.txt; : >b.txt; mkdir d; : >d/c.md", "mkdir -p d/e; : >d/x1; : >d/x2; : >d/y"])
        isInFunction = true
        var lines = [start, files, "n=\(next(4)) m=\(next(9))", "f() { \(statement(1)); }"]
        isInFunction = false
        for _ in 0...next(4) { lines.append(statement(2)) }
        lines.append("echo end $? $n $m")
        return lines.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private mutating func statement(_ depth: Int) -> String {
        guard depth > 0 else { return simple() }
        let inner = depth - 1
        switch next(14) {
        case 0: return "if \(test()); then \(statement(inner)); fi"
        case 1:
            return
                "if \(test())\nthen \(statement(inner))\nelif \(test()); then \(statement(inner))\nelse \(statement(inner))\nfi"
        case 2:
            return
                "for i in \(items()); do \(statement(inner)); \(one(of: ["echo $i", "\(test()) && break", "\(test()) || continue; echo k"])); done"
        case 3:
            // A counter for each depth: a loop inside must not take this one back.
            let count = "c\(depth)"
            let test = one(of: ["while [ $\(count) -lt 3 ]", "until [ $\(count) -ge 2 ]", "while test $\(count) != 2"])
            return "\(count)=0; \(test); do \(count)=$((\(count)+1)); \(statement(inner)); done"
        case 4:
            return
                "case x\(word(0)) in \(pattern())) \(statement(inner));; \(pattern())|\(pattern())) \(simple()) ;; *) echo other;; esac"
        case 5: return "(\(statement(inner)); \(one(of: ["exit \(next(4))", "n=7", "echo s"]))); echo $? $n"
        case 6: return "{ \(statement(inner)); \(simple()); } \(one(of: ["", "| cat", ">o; cat o", "2>/dev/null"]))"
        case 7: return "\(test()) && \(statement(inner)) || \(simple())"
        case 8: return "! \(one(of: ["(\(simple()))", "{ \(simple()); }", test()])); echo $?"
        case 9:
            return
                "g() { \(one(of: ["return \(next(3))", statement(inner), "echo $# \"$@\"; [ $# = 0 ] || shift; echo $1"])); }\ng \(items()); echo $?"
        case 10 where !isInFunction: return "f \(items()); echo $?"
        case 11:
            return
                "printf '%s\\n' \(items()) | while \(one(of: ["", "IFS= ", "IFS=, "]))read \(one(of: ["-r x", "x", "x y"])); do echo \"<$x>\"; \(simple()); done"
        case 12: return "x=$( \(statement(inner))); echo \"$x\""
        default: return simple()
        }
    }

    private mutating func simple() -> String {
        switch next(9) {
        case 0: "echo $((\(expression(2))))"
        case 1: "n=$((\(expression(1)))); echo $n"
        case 2:
            "echo \(one(of: ["*", "*.txt", "d/*", "[a-c]*", "*/", "[!a]*.txt", "x*y", "'*'", "\"*\"", "?.txt", "d/x[12]", "*/*"]))"
        case 3:
            "v1=\(one(of: ["a.b.c", "x/y/z", "aaa", "a*b", ""])); echo \"${v1\(one(of: ["%", "%%", "#", "##"]))\(one(of: [".*", "*.", "a", "*/", "/*", "?", "\\*b", "[a-x]"]))}\" ${#v1}"
        case 4: "echo $((n \(one(of: ["+=", "-=", "*=", "="])) \(next(5)))) $n"
        case 5: "eval \"echo \\$n\""
        // What begins with the sign of a comment would take the rest of the line with it.
        default: command(1).replacing(" #", with: " x#")
        }
    }

    private mutating func test() -> String {
        switch next(6) {
        case 0: one(of: ["true", "false"])
        case 1: "[ $n \(one(of: ["-lt", "-eq", "-gt", "-ne"])) \(next(5)) ]"
        case 2: "test \"\(inside(1))\" \(one(of: ["=", "!="])) \"\(one(of: ["a", "", "$v1"]))\""
        case 3: "[ \(one(of: ["-f a.txt", "-d d", "-e x", "! -f b.txt"])) ]"
        case 4: "[ $m -gt \(next(9)) \(one(of: ["-a", "-o"])) $n -lt \(next(4)) ]"
        default: one(of: ["(! true)", "(! false)", "[ -z \"$v0\" ]"])
        }
    }

    private mutating func items() -> String {
        (0...next(3)).map { _ in
            one(of: ["1", "2", "a,b", "'x  y'", "\"$v1\"", "$v2", "$n", "*.txt", "\"$(echo p q)\"", "$m"])
        }
        .joined(separator: " ")
    }

    private mutating func pattern() -> String {
        one(of: ["a*", "?", "x", "[ab]*", "*1", "'a'*", "\"$v1\"", "[!x]", "''", "*=*", "b1|xa", "[[:digit:]]", "$v0"])
    }

    private mutating func expression(_ depth: Int) -> String {
        guard depth > 0 else {
            return one(of: ["n", "m", "$n", "\(next(20))", "0x\(next(9))f", "0\(next(8))", "${m}"])
        }
        let (left, right) = (expression(depth - 1), expression(depth - 1))
        switch next(6) {
        case 0: return "(\(left) \(one(of: ["+", "-", "*"])) \(right))"
        case 1: return "\(left) \(one(of: ["<", "<=", "==", "!=", ">", ">="])) \(right)"
        case 2: return "\(left) \(one(of: ["&&", "||", "&", "|", "^"])) \(right)"
        case 3: return "\(left) ? \(right) : \(expression(depth - 1))"
        case 4: return "\(one(of: ["-", "~", "!"]))(\(left)) \(one(of: ["<<", ">>"])) \(next(5))"
        default: return "\(left) \(one(of: ["+", "-", "*"])) \(right) \(one(of: ["/", "%"])) \(next(5) + 1)"
        }
    }
}

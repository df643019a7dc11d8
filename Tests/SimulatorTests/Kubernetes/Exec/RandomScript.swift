/// Makes scripts: words in all their quotes, variables, substitutions, here-documents, pipes and redirections.
struct RandomScript {
    private var state: UInt64
    /// Whether the body of `f` is made, which may not call itself: that has no end.
    var isInFunction = false

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func next(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(bound))
    }

    mutating func one(of texts: [String]) -> String { texts[next(texts.count)] }

    mutating func script() -> String {
        (0...next(5)).map { _ in line(2) }.joined(separator: "\n")
    }

    mutating func line(_ depth: Int) -> String {
        switch next(9) {
        case 0: return "v\(next(3))=\(word(depth))"
        case 1: return "\(command(depth)) && \(command(depth)) || \(command(depth))"
        case 2: return "\(command(depth)); echo $?"
        case 3:
            let sign = one(of: ["E", "'E'", "-E"])
            return
                "cat <<\(sign)\n\(one(of: ["", "\t"]))a $v1 \\$x \(one(of: ["$(echo s)", "`echo t`", "\"q\" 'r'"]))\nE"
        case 4: return "echo \(word(depth)) >f\(next(2) + 1)\ncat f1 f2 2>/dev/null"
        case 5: return "echo \(word(depth)) >>f3; wc -l <f3"
        case 6:
            return "\(command(depth)) | \(one(of: ["cat", "head -n 1", "head -c 3", "grep a", "wc -c", "grep -v b"]))"
        case 7: return "! \(command(depth)); echo $?"
        default: return command(depth)
        }
    }

    mutating func command(_ depth: Int) -> String {
        switch next(8) {
        case 0: return one(of: ["true", "false", ":"])
        case 1: return "[ \(one(of: ["-n", "-z"])) \"\(inside(depth))\" ]"
        case 2: return "[ \"\(inside(depth))\" \(one(of: ["=", "!="])) \"\(inside(depth))\" ]"
        case 3: return "test \(next(5)) \(one(of: ["-eq", "-ne", "-lt", "-ge"])) \(next(5))"
        case 4: return "printf '%s,' \(word(depth)) \(word(depth))"
        case 5: return "\(one(of: ["a", "b"]))=\(next(9)) sh -c 'echo $a$b'"
        case 6: return "sh -c 'echo $# $1 \"$@\"; exit \(next(4))' n \(word(depth))"
        default: return "echo \(word(depth)) \(word(depth))"
        }
    }

    /// A word: no backslashes, in which the two shells' `echo` differ, and nothing that begins with a dash.
    mutating func word(_ depth: Int) -> String {
        var word = one(of: ["x", "a", "", "b1"])
        for _ in 0...next(3) { word += part(depth) }
        return word
    }

    private mutating func part(_ depth: Int) -> String {
        switch next(10) {
        case 0: "'\(one(of: ["a  b", "$v1", "\"", "#;|&", ""]))'"
        case 1: "\"\(inside(depth))\""
        case 2: "$v\(next(3))"
        case 3: "${v\(next(3))}"
        case 4:
            "${v\(next(3))\(one(of: [":-", "-", ":+", "+", ":=", "="]))\(one(of: ["d", "d e", "", "'f  g'", "$v0"]))}"
        case 5 where depth > 0: "$(\(command(depth - 1)))"
        case 6 where depth > 0: "`echo \(one(of: ["o", "'p  q'", "$v1", "\"$v2\""]))`"
        case 7: one(of: ["\\$", "\\;", "\\ ", "\\#"])
        default: one(of: ["a", "b", "c,d", "=", "1", "#"])
        }
    }

    /// Text between double quotes.
    mutating func inside(_ depth: Int) -> String {
        (0...next(2)).map { _ in
            switch next(6) {
            case 0: "$v\(next(3))"
            case 1: "${v\(next(3)):-\(one(of: ["d", "d  e", "$v0"]))}"
            case 2 where depth > 0: "$(echo \(one(of: ["o", "'p  q'", "\"r  s\"", "$v1"])))"
            case 3: one(of: ["'", "\\$", "\\`", ";", "  "])
            default: one(of: ["a", "b c", "#"])
            }
        }.joined()
    }
}

/// Words for a POSIX shell.
public enum ShellQuoting {
    /// The text as one word: bare when it needs no quotes, else in single quotes.
    public static func word(_ text: String) -> String {
        let isBare =
            !text.isEmpty
            && text.unicodeScalars.allSatisfy { scalar in
                switch scalar {
                case "a"..."z", "A"..."Z", "0"..."9", "-", "_", ".", "/", ":", "@", "=", "+", ",", "%": true
                default: false
                }
            }
        return isBare ? text : quoted(text)
    }

    /// The text in single quotes; a single quote inside becomes `'\''`.
    public static func quoted(_ text: String) -> String {
        var quoted = "'"
        for character in text {
            if character == "'" { quoted += "'\\''" } else { quoted.append(character) }
        }
        return quoted + "'"
    }
}

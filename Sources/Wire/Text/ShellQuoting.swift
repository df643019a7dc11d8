/// Words for a POSIX shell, for commands that people paste and files that a shell reads.
public enum ShellQuoting {
    /// The text as one word: bare when no shell reads anything into it, else in single quotes.
    public static func word(_ text: String) -> String {
        let isBare =
            !text.isEmpty
            && text.unicodeScalars.allSatisfy { scalar in
                switch scalar {
                case "a"..."z", "A"..."Z", "0"..."9", "-", "_", ".", "/", ":", "@", "=", "+", ",", "%": true
                default: false
                }
            }
        // zsh takes =name for the path of a program, and a shell takes name=value in front of a command for a variable.
        return isBare && !text.hasPrefix("=") ? text : quoted(text)
    }

    /// The text in single quotes; a single quote inside becomes `'\''`.
    ///
    /// Every character but NUL, which no argument can hold, comes out as it went in.
    public static func quoted(_ text: String) -> String {
        // By scalars: a quote with a combining mark behind it is still a quote to the shell.
        var quoted = String.UnicodeScalarView("'".unicodeScalars)
        for scalar in text.unicodeScalars {
            quoted.append(contentsOf: scalar == "'" ? "'\\''".unicodeScalars : String(scalar).unicodeScalars)
        }
        quoted.append("'")
        return String(quoted)
    }
}

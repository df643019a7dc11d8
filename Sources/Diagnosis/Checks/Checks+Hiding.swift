import Calls

extension Checks {
    /// Whether a root cause is not named as long as another one is there: it follows from it then, or nobody can look.
    ///
    /// - Parameters:
    ///   - code: The code of the root cause.
    ///   - other: The code of the other one.
    /// - Returns: Whether that hides it; a code that no check gives neither hides nor is hidden.
    public static func hides(_ code: String, behind other: String) -> Bool {
        guard code != other, let check = all.first(where: { $0.codes.contains(code) }) else { return false }
        if Check.callers.codes.contains(other) { return check.name != Check.callers.name && check.link != .you }
        return hangs(check, on: other)
    }

    /// Whether a check's faults follow from a fault, over whatever stands between them.
    private static func hangs(_ check: Check, on code: String) -> Bool {
        check.after.contains { name in
            guard let before = cause(name) else { return false }
            // A check by its name is there with all its faults; by a code with that one alone.
            if name == before.name ? before.codes.contains(code) : name == code { return true }
            return hangs(before, on: code)
        }
    }
}

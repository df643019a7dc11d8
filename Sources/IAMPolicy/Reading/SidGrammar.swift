/// Rules for the names of statements when a policy is written.
///
/// The user guide allows letters and digits only, but IAM stores other characters too; so just repetition is refused.
enum SidGrammar {
    static func check(_ statements: [Statement], _ complaints: inout Complaints) {
        var seen: Set<String> = []
        for statement in statements {
            guard let sid = statement.sid, !sid.isEmpty else { continue }
            if !seen.insert(sid).inserted { complaints.add(.duplicateSid(sid), at: statement.position) }
        }
    }
}

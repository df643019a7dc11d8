public import Calls
public import Design
public import Wire

extension Doctor {
    /// The links of which something can be asked that was not answered yet, for who shows how far a diagnosis is.
    ///
    /// - Parameters:
    ///   - subject: What is diagnosed.
    ///   - seen: What was read so far.
    ///   - now: When it is judged.
    ///   - checks: The checks that count.
    /// - Returns: The links; empty once all was read.
    public static func linksBeingAsked(
        _ subject: Subject, _ seen: Observations, at now: Timestamp, checks: [Check] = Checks.all
    ) -> Set<Link> {
        let context = CheckContext(subject, seen, at: now)
        return Set(
            checks.filter { check in
                check.applies(subject) && check.reads(context).contains { seen[$0] == nil }
            }.map(\.link))
    }

    /// What a link rests on: the calls that its checks read, as far as earlier answers say what to ask.
    ///
    /// - Parameters:
    ///   - link: The link.
    ///   - subject: What is diagnosed.
    ///   - seen: What was read.
    ///   - now: When it is judged.
    ///   - checks: The checks that count.
    /// - Returns: The calls, each once, in the order of the checks.
    public static func reads(
        of link: Link, _ subject: Subject, _ seen: Observations, at now: Timestamp, checks: [Check] = Checks.all
    ) -> [Call] {
        reads(subject, seen, at: now, checks: checks.filter { $0.link == link })
    }
}

public import Calls
public import Design
public import Identifiers
public import Wire

/// Who the two callers are.
public struct Whoami: Sendable {
    /// The callers that answered.
    public private(set) var callers: [Side: CallerReport] = [:]
    /// Why the others did not.
    public private(set) var problems: [Side: Problem] = [:]

    /// Asks both accounts at once.
    ///
    /// - Parameters:
    ///   - bench: Where clients are made.
    ///   - callers: Whose credentials; a side without any is neither among the callers nor among the problems.
    ///   - regions: The regions that are asked; a side without one is asked in the caller's own.
    /// - Returns: Who they are, and why the others are not known.
    public static func ask(
        _ bench: Workbench, _ callers: [Side: CallerChoice], regions: [Side: Region] = [:]
    ) async -> Whoami {
        async let eks = ask(.eks, bench, callers, regions)
        async let ses = ask(.ses, bench, callers, regions)
        var whoami = Whoami()
        for (side, answer) in [(Side.eks, await eks), (.ses, await ses)] {
            switch answer {
            case .success(let report): whoami.callers[side] = report
            case .failure(let problem): whoami.problems[side] = problem
            case nil: break
            }
        }
        return whoami
    }

    private static func ask(
        _ side: Side, _ bench: Workbench, _ callers: [Side: CallerChoice], _ regions: [Side: Region]
    ) async -> Result<CallerReport, Problem>? {
        guard let choice = callers[side], choice != .handOver else { return nil }
        return await bench.identify(side, choice, region: regions[side])
    }

    /// The document of `whoami -o json`: schema `sesame/whoami/v1`.
    public var document: JSONValue {
        ["schema": "sesame/whoami/v1", "eks": Self.document(callers[.eks]), "ses": Self.document(callers[.ses])]
    }

    /// How `whoami` ends: 0 when at least one caller answered and none failed; nothing is called unreachable that
    /// answered with an error.
    public var exitCode: ExitCode {
        if !callers.isEmpty { return problems.isEmpty ? .success : .incomplete }
        return problems.values.contains { $0.failure?.code != nil } ? .failed : .unreachable
    }

    private static func document(_ report: CallerReport?) -> JSONValue {
        guard let report else { return .null }
        return [
            "account": .string(report.account.text), "arn": .string(report.arn), "source": .string(report.source),
            "profile": JSONValue(report.profile), "region": JSONValue(report.askedRegion?.text),
            "expires": JSONValue(report.expires?.iso8601),
        ]
    }
}

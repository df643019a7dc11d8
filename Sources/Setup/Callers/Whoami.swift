public import AWSClient
public import Calls
public import Design
import Identifiers
public import Wire

/// Who the two callers are.
public struct Whoami: Sendable {
    /// The callers that answered.
    public private(set) var callers: [Side: CallerReport] = [:]
    /// Why the others did not.
    public private(set) var failures: [Side: AWSFailure] = [:]

    /// Asks both accounts at once (`sts:GetCallerIdentity`, which needs no permission).
    ///
    /// A side without a session is neither among the callers nor among the failures.
    public static func ask(_ context: SetupContext) async -> Whoami {
        async let eks = ask(context.eks)
        async let ses = ask(context.ses)
        var whoami = Whoami()
        for (side, answer) in [(Side.eks, await eks), (.ses, await ses)] {
            switch answer {
            case .success(let report): whoami.callers[side] = report
            case .failure(let failure): whoami.failures[side] = failure
            case nil: break
            }
        }
        return whoami
    }

    /// The document of `whoami -o json`: schema `sesame/whoami/v1`.
    public var document: JSONValue {
        ["schema": "sesame/whoami/v1", "eks": Self.document(callers[.eks]), "ses": Self.document(callers[.ses])]
    }

    /// How `whoami` ends: 0 when at least one caller answered and none failed; nothing is called unreachable that
    /// answered with an error.
    public var exitCode: ExitCode {
        if !callers.isEmpty { return failures.isEmpty ? .success : .incomplete }
        return failures.values.contains { $0.serviceError != nil } ? .failed : .unreachable
    }

    private static func ask(_ session: AWSSession?) async -> Result<CallerReport, AWSFailure>? {
        guard let session else { return nil }
        do throws(AWSFailure) {
            let caller = try await STS(session).getCallerIdentity()
            let credentials = try? await session.provider.credentials()
            return .success(
                CallerReport(
                    account: caller.account, arn: caller.arn, source: credentials?.source.words ?? "",
                    profile: credentials?.source.profile, region: session.region.text,
                    expires: credentials?.expiration?.iso8601))
        } catch {
            return .failure(error)
        }
    }

    private static func document(_ report: CallerReport?) -> JSONValue {
        guard let report else { return .null }
        return [
            "account": .string(report.account), "arn": .string(report.arn), "source": .string(report.source),
            "profile": JSONValue(report.profile), "region": .string(report.region),
            "expires": JSONValue(report.expires),
        ]
    }
}

import AWSClient
public import Calls
public import Design
public import Identifiers
import Setup

extension Workbench {
    /// Asks AWS who somebody is (`sts:GetCallerIdentity`, which needs no permission).
    ///
    /// - Parameters:
    ///   - side: Whose account.
    ///   - choice: The credentials.
    ///   - region: The region that is asked; nil takes the caller's own.
    /// - Returns: Who it is, or why nobody knows.
    public func identify(
        _ side: Side, _ choice: CallerChoice, region: Region? = nil
    ) async -> Result<CallerReport, Problem> {
        let session: AWSSession
        do throws(CredentialError) {
            session = try self.session(side, profile: choice.profile, region: region)
        } catch {
            return .failure(Problem(error))
        }
        do throws(AWSFailure) {
            let caller = try await STS(session).getCallerIdentity()
            guard let account = try? AccountID(caller.account) else {
                return .failure(Problem("AWS's answer names no account.", code: "CannotTell", short: "cannot tell"))
            }
            // STS has just taken them, so they are at hand; where they came from is told beside who they are.
            let credentials = try? await session.provider.credentials()
            return .success(
                CallerReport(
                    account: account, arn: caller.arn, source: credentials?.source.words ?? "",
                    profile: credentials?.source.profile, region: self.region(of: choice),
                    askedRegion: session.region, expires: credentials?.expiration))
        } catch {
            return .failure(Problem(error))
        }
    }
}

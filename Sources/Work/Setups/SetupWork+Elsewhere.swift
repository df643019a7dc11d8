import Calls
import Design
import Identifiers
public import Setup

extension SetupWork {
    /// The regions that every account has from its first day on, and in which people verify addresses (source: IAM user
    /// guide, regions that are enabled by default); others may be switched off, and would only refuse.
    private static let usual = [
        "us-east-1", "us-east-2", "us-west-1", "us-west-2", "ca-central-1", "sa-east-1", "eu-central-1", "eu-west-1",
        "eu-west-2", "eu-west-3", "eu-north-1", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1",
        "ap-southeast-1", "ap-southeast-2",
    ]

    /// Where the sender is verified although it is not where the answers look for it.
    ///
    /// Asks only where SES knows neither the address nor its domain in the region of the answers.
    ///
    /// - Parameters:
    ///   - setup: A plan.
    ///   - isRefused: Whether a message was refused: then it is asked for a sender that waits for its click too.
    /// - Returns: The regions and what to do, as sentences; nil where it is verified in no other, or nobody can tell.
    public func senderElsewhere(_ setup: PlannedSetup, isRefused: Bool = false) async -> String? {
        let design = setup.design
        let regions = await regionsOfSender(setup, isRefused)
        guard let first = regions.first else { return nil }
        let names = regions.map(\.text).joined(separator: ", ")
        return "\(design.sender.text) is verified in \(names), but not in \(design.sesRegion.text), where the answers "
            + "look for it. An identity belongs to one region: name \(first.text) as ses.region, or verify it in "
            + "\(design.sesRegion.text) too."
    }

    /// The regions, the cluster's first.
    private func regionsOfSender(_ setup: PlannedSetup, _ isRefused: Bool) async -> [Region] {
        let design = setup.design
        guard setup.options.sides.contains(.ses), callers[.ses] != .handOver else { return [] }
        switch setup.observations.identity(.ses, design.identity, in: design.sesRegion) {
        case .absent: break
        case .value(let identity) where isRefused && !identity.isVerified: break
        case .value, .denied, .unreachable, .doubtful, nil: return []
        }
        let listed = Region.withSES(in: design.sesRegion.partition).filter {
            Self.usual.contains($0.text) || $0 == design.eksRegion || design.sesRegion.partition != .aws
        }
        let regions = listed.filter { $0 != design.sesRegion }
            .sorted { ($0 == design.eksRegion ? 0 : 1, $0) < ($1 == design.eksRegion ? 0 : 1, $1) }
        let identities = SESIdentity.covering(design.sender)
        let calls = regions.flatMap { region in identities.map { Read.identity(.ses, $0, in: region).call } }
        let seen = await observed(calls)
        return regions.filter { region in
            identities.contains { seen.identity(.ses, $0, in: region)?.value?.isVerified == true }
        }
    }
}

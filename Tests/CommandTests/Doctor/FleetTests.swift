import Foundation
import Programs
import Testing

/// `sesame doctor --all`, from outside.
struct `Every service account` {
    @Test(.timeLimit(.minutes(3))) func `a table, a document and a spreadsheet say the same`() async throws {
        let world = try await Simulation.start("irsa-sub-wrong-ns-or-sa")
        let person = try world.person()
        let table = try await person.sesame("doctor", "--all", "--answers", world.answers)
        #expect(table.status == 1, "\(table)")
        #expect(table.out.hasPrefix("mail-prod: 1 service account with a role, 1 may send mail\n"), "\(table)")
        #expect(table.out.contains("✗ default/ses-sender  ses-sender-role  TRUST-SUBJECT"), "\(table)")
        #expect(table.out.contains("Shared by  default/ses-sender"), "\(table)")
        let document = try await person.sesame("doctor", "--all", "--answers", world.answers, "-o", "json")
        #expect(document.status == 1 && document.json["schema"].string == "sesame/doctor-all/v1", "\(document)")
        let one = try #require(document.json["serviceAccounts"].list.first)
        #expect(one["schema"].string == "sesame/doctor/v1" && one["mail"].bool == true)
        #expect(one["rootCauses"].list.map(\.string) == ["TRUST-SUBJECT"])
        let sheet = try await person.sesame("doctor", "--all", "--answers", world.answers, "-o", "csv")
        #expect(sheet.status == 1)
        #expect(
            sheet.out.hasPrefix("namespace,service account,role,state,root causes,pods,mail\r\n"), "\(sheet)")
        #expect(sheet.out.contains("default,ses-sender,ses-sender-role,broken,TRUST-SUBJECT,"), "\(sheet)")
        // The command that it names for one of them runs as it stands.
        let command = try #require(
            table.out.split(separator: "\n").first { $0.hasPrefix("All about one of them: sesame ") })
        let alone = try await person.shell(
            "$sesame " + String(command.dropFirst("All about one of them: sesame ".count)))
        #expect(alone.status == 1 && alone.out.contains("TRUST-SUBJECT"), "\(alone)")
        await world.stop()
    }

    @Test func `what goes with one service account only is refused`() async throws {
        let person = try Person()
        for arguments in [["--all", "-o", "junit"], ["-o", "csv", "default/x"], ["--all", "default/x"], ["--all"]] {
            let refused = try await person.sesame(["doctor"] + arguments)
            #expect(refused.status == 64, "\(arguments): \(refused)")
            #expect(!refused.err.isEmpty)
        }
    }
}

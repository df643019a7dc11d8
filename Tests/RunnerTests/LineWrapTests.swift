import ArgumentParser
import Canvas
import Design
import Foundation
import Testing

@testable import sesame

/// Lines for people: broken between words only, and commands so that a shell still reads the same.
@Suite struct LineWrapTests {
    static let texts = [
        "✗ The sending policy names a role that was deleted.  SES-PRINCIPAL-DEAD",
        "  Expected   a sending policy on no-reply@example.com that names arn:aws:iam::111122223333:role/ses-sender-role",
        "  + provider            oidc.eks.eu-west-1.amazonaws.com/id/D39B5DB5A4BB2F3C0D1D1F40A8CD3A4E", "", "one",
    ]

    @Test(arguments: texts, [24, 40, 80, 200])
    func `words stay whole, and no line is wider than it must be`(_ text: String, _ columns: Int) {
        let lines = LineWrap.lines(text, columns: columns, hanging: 13)
        let words = { (text: String) in text.split(separator: " ").map(String.init) }
        #expect(lines.flatMap(words) == words(text))
        for line in lines where TextWidth.columns(line) > columns {
            // Only a word that is longer than the line may stick out, and it stands alone.
            #expect(words(line).count == 1, "\(line)")
            #expect(words(line).contains { TextWidth.columns($0) + 2 > columns }, "\(line)")
        }
        #expect(LineWrap.lines(text, columns: nil, hanging: 13) == [text])
    }

    static let commands = [
        "aws sesv2 put-account-details --region eu-west-1 --production-access-enabled --use-case-description 'What you send, and how  people leave' --profile eks-admin",
        #"aws iam create-role --role-name x --assume-role-policy-document '{"Version": "2012-10-17", "a": "b c"}' --tags 'Key=a,Value=it'\''s'"#,
        "sesame apply --answers 'my answers.yaml' --take-over eks/role --eks-profile \"a b\"",
        "kubectl annotate serviceaccount ses-sender -n default --overwrite eks.amazonaws.com/role-arn=arn:aws:iam::111122223333:role/x",
    ]

    @Test(arguments: commands, [24, 40, 80, 200])
    func `a broken command is the same to a shell`(_ command: String, _ columns: Int) throws {
        let lines = LineWrap.command(command, columns: columns, hanging: 2)
        #expect(try words(lines.joined(separator: "\n")) == words(command))
        #expect(columns > 100 || lines.count > 1)
    }

    @Test func `what no shell could read is left as it is`() {
        let open = "echo 'this quote stays open and the line is longer than forty columns"
        #expect(LineWrap.command(open, columns: 40, hanging: 2) == [open])
    }

    /// The words that a shell makes of a command.
    private func words(_ command: String) throws -> [String] {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", "printf '%s\\0' \(command)"]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return String(decoding: data, as: UTF8.self).split(separator: "\0", omittingEmptySubsequences: false).dropLast()
            .map(String.init)
    }

    @Test(arguments: [
        ["--answers", "my answers.yaml", "--eks-profile", "-odd", "--context", "it's"],
        [
            "--answers", "a.yaml", "--ses-profile", "x", "--endpoint-url", "http://127.0.0.1:1/$x", "--kubeconfig",
            "~/k",
        ],
    ])
    func `the command that goes on is read by a shell and by the own parser as it was meant`(_ given: [String]) throws {
        let joined = given.enumerated().reduce(into: [String]()) { words, next in
            // What begins with a dash has to be joined to its option by whoever types it, too.
            if next.element.hasPrefix("-"), !next.element.hasPrefix("--"), let last = words.popLast() {
                words.append("\(last)=\(next.element)")
            } else {
                words.append(next.element)
            }
        }
        let options = try CommonOptions.parse(joined)
        let text = try #require(options.command("apply", ["--take-over", "eks/role"]))
        let typed = try words(text)
        #expect(typed.first == "sesame")
        let command = try #require(try Sesame.parseAsRoot(Array(typed.dropFirst())) as? ApplyCommand)
        #expect(command.takeOver == [.role] && !command.yes)
        #expect(command.common.answersFile == options.answersFile && command.common.context == options.context)
        #expect(command.common.eksProfile == options.eksProfile && command.common.sesProfile == options.sesProfile)
        #expect(command.common.endpointURL == options.endpointURL && command.common.kubeconfig == options.kubeconfig)
    }

    @Test(arguments: [["--answers", "-"], [], ["--answers", "a", "--demo"]])
    func `no command is shown that could not go on`(_ given: [String]) throws {
        #expect(try CommonOptions.parse(given).command("apply") == nil)
    }

    @Test func `signs are words where they are read aloud`() {
        var paint = Paint.none
        paint.speaks = true
        #expect(
            paint.lines("  ", sign: "+", " role                ses-sender-role  trusts this service account")
                == ["  to add: role, ses-sender-role, trusts this service account"])
        #expect(paint.lines(sign: "✓", " done", aloud: "right") == ["right: done"])
        #expect(paint.lines(sign: "!", " mind").first?.hasPrefix("attention: ") == true)
    }
}
